-- CreateEnum
CREATE TYPE "CompletionStatus" AS ENUM ('PENDING', 'COMPLETED', 'PARTIAL', 'FAILED', 'SKIPPED', 'OVERDONE', 'UNKNOWN');

-- CreateEnum
CREATE TYPE "PlanStatus" AS ENUM ('DRAFT', 'ACTIVE', 'ARCHIVED');

-- CreateEnum
CREATE TYPE "Author" AS ENUM ('athlete', 'planner', 'rule', 'llm', 'import');

-- CreateEnum
CREATE TYPE "BlockType" AS ENUM ('PREP', 'BASE', 'BUILD', 'PEAK', 'RACE', 'TRANSITION');

-- CreateEnum
CREATE TYPE "BlockFocus" AS ENUM ('AEROBIC_ENDURANCE', 'TEMPO', 'SWEET_SPOT', 'THRESHOLD', 'VO2_MAX', 'ANAEROBIC_CAPACITY', 'NEUROMUSCULAR_POWER');

-- CreateEnum
CREATE TYPE "WorkoutFocus" AS ENUM ('AEROBIC_ENDURANCE', 'TEMPO', 'SWEET_SPOT', 'THRESHOLD', 'VO2_MAX', 'ANAEROBIC_CAPACITY', 'NEUROMUSCULAR_POWER', 'RECOVERY', 'LONG', 'RACE_SPECIFIC', 'TEST');

-- CreateEnum
CREATE TYPE "Priority" AS ENUM ('KEY', 'SUPPORT', 'OPTIONAL');

-- CreateEnum
CREATE TYPE "GoalPriority" AS ENUM ('A', 'B', 'C');

-- CreateEnum
CREATE TYPE "Strategy" AS ENUM ('LINEAR', 'PYRAMIDAL', 'POLARIZED', 'UNDULATING', 'BLOCK', 'REVERSE');

-- CreateEnum
CREATE TYPE "WeekDetail" AS ENUM ('OUTLINE', 'DETAILED');

-- CreateEnum
CREATE TYPE "Sport" AS ENUM ('run', 'ride');

-- CreateEnum
CREATE TYPE "ActivitySport" AS ENUM ('run', 'ride', 'swim', 'walk', 'strength', 'other');

-- CreateEnum
CREATE TYPE "Level" AS ENUM ('BEGINNER', 'INTERMEDIATE', 'ADVANCED');

-- CreateEnum
CREATE TYPE "Sex" AS ENUM ('female', 'male');

-- CreateEnum
CREATE TYPE "Units" AS ENUM ('METRIC', 'IMPERIAL');

-- CreateEnum
CREATE TYPE "Weekday" AS ENUM ('MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN');

-- CreateEnum
CREATE TYPE "Confidence" AS ENUM ('HIGH', 'MEDIUM', 'LOW');

-- CreateEnum
CREATE TYPE "FlagKind" AS ENUM ('INJURY', 'ILLNESS');

-- CreateEnum
CREATE TYPE "AthleteKind" AS ENUM ('OWN', 'SAMPLE');

-- CreateEnum
CREATE TYPE "ImportStatus" AS ENUM ('RECEIVING', 'READING', 'DONE', 'CANCELLED', 'FAILED');

-- CreateEnum
CREATE TYPE "ImportOutcome" AS ENUM ('imported', 'partial', 'duplicate', 'refused');

-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "ownerSlot" TEXT,
    "athleteId" TEXT NOT NULL,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "userId" TEXT NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" TIMESTAMPTZ(3),
    "refreshTokenExpiresAt" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RateLimit" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "lastRequest" BIGINT NOT NULL,

    CONSTRAINT "RateLimit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Athlete" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "kind" "AthleteKind" NOT NULL DEFAULT 'OWN',
    "name" TEXT,
    "timeZone" TEXT NOT NULL DEFAULT 'UTC',
    "units" "Units" NOT NULL DEFAULT 'METRIC',
    "birthYear" INTEGER,
    "sex" "Sex",
    "level" "Level",
    "weightKg" DOUBLE PRECISION,
    "maxDaysPerWeek" INTEGER,
    "longDay" "Weekday",
    "longDayPinned" BOOLEAN NOT NULL DEFAULT false,
    "availabilityTold" BOOLEAN NOT NULL DEFAULT false,
    "preferences" JSONB NOT NULL DEFAULT '{}',
    "healthScreening" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Athlete_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Threshold" (
    "athleteId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "sport" "Sport" NOT NULL,
    "name" TEXT NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "from" DATE NOT NULL,
    "method" TEXT NOT NULL,
    "confidence" "Confidence" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Threshold_pkey" PRIMARY KEY ("athleteId","id")
);

-- CreateTable
CREATE TABLE "Flag" (
    "athleteId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" "FlagKind" NOT NULL,
    "part" TEXT,
    "startDate" DATE NOT NULL,
    "reviewDate" DATE,
    "endDate" DATE,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Flag_pkey" PRIMARY KEY ("athleteId","id")
);

-- CreateTable
CREATE TABLE "AvailabilitySlot" (
    "athleteId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "day" "Weekday" NOT NULL,
    "minutes" DOUBLE PRECISION NOT NULL,
    "indoor" BOOLEAN,
    "sports" "Sport"[],

    CONSTRAINT "AvailabilitySlot_pkey" PRIMARY KEY ("athleteId","id")
);

-- CreateTable
CREATE TABLE "AvailabilityOverride" (
    "athleteId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "date" DATE NOT NULL,
    "slot" INTEGER NOT NULL,
    "minutes" DOUBLE PRECISION NOT NULL,
    "indoor" BOOLEAN,
    "sports" "Sport"[],

    CONSTRAINT "AvailabilityOverride_pkey" PRIMARY KEY ("athleteId","id")
);

-- CreateTable
CREATE TABLE "BlackoutDate" (
    "athleteId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "date" DATE NOT NULL,

    CONSTRAINT "BlackoutDate_pkey" PRIMARY KEY ("athleteId","id")
);

-- CreateTable
CREATE TABLE "ToldWeek" (
    "athleteId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "sport" "Sport" NOT NULL,
    "weekStart" DATE NOT NULL,
    "minutes" DOUBLE PRECISION,
    "distanceM" DOUBLE PRECISION,
    "longestM" DOUBLE PRECISION,

    CONSTRAINT "ToldWeek_pkey" PRIMARY KEY ("athleteId","id")
);

-- CreateTable
CREATE TABLE "AthleteProfileSnapshot" (
    "athleteId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "date" DATE NOT NULL,
    "profile" JSONB NOT NULL,
    "computedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AthleteProfileSnapshot_pkey" PRIMARY KEY ("athleteId","id")
);

-- CreateTable
CREATE TABLE "Goal" (
    "athleteId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "priority" "GoalPriority" NOT NULL DEFAULT 'A',
    "kind" TEXT NOT NULL,
    "sport" "Sport" NOT NULL,
    "name" TEXT,
    "date" DATE,
    "targetTimeS" DOUBLE PRECISION,
    "strategy" "Strategy",
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Goal_pkey" PRIMARY KEY ("athleteId","id")
);

-- CreateTable
CREATE TABLE "TrainingPlan" (
    "athleteId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "goalId" TEXT NOT NULL,
    "status" "PlanStatus" NOT NULL,
    "sport" "Sport" NOT NULL,
    "strategy" "Strategy" NOT NULL,
    "startDate" DATE NOT NULL,
    "targetDate" DATE NOT NULL,
    "athleteAtStart" JSONB NOT NULL,
    "revision" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TrainingPlan_pkey" PRIMARY KEY ("athleteId","id")
);

-- CreateTable
CREATE TABLE "TrainingBlock" (
    "athleteId" TEXT NOT NULL,
    "planId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "order" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "type" "BlockType" NOT NULL,
    "primaryFocus" "BlockFocus" NOT NULL,
    "startDate" DATE NOT NULL,
    "durationWeeks" INTEGER NOT NULL,
    "recoveryWeekIndex" INTEGER,
    "progressionLogic" TEXT NOT NULL,

    CONSTRAINT "TrainingBlock_pkey" PRIMARY KEY ("athleteId","planId","id")
);

-- CreateTable
CREATE TABLE "TrainingWeek" (
    "athleteId" TEXT NOT NULL,
    "planId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "blockId" TEXT NOT NULL,
    "weekNumber" INTEGER NOT NULL,
    "startDate" DATE NOT NULL,
    "isRecovery" BOOLEAN NOT NULL,
    "detail" "WeekDetail" NOT NULL,
    "volumeTargetMinutes" DOUBLE PRECISION NOT NULL,
    "distanceTargetM" DOUBLE PRECISION,
    "tssTarget" DOUBLE PRECISION,
    "focus" "WorkoutFocus" NOT NULL,
    "coachNotes" JSONB NOT NULL,
    "slots" JSONB NOT NULL,

    CONSTRAINT "TrainingWeek_pkey" PRIMARY KEY ("athleteId","planId","id")
);

-- CreateTable
CREATE TABLE "PlannedWorkout" (
    "athleteId" TEXT NOT NULL,
    "planId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "weekId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "date" DATE NOT NULL,
    "dayOfWeek" "Weekday" NOT NULL,
    "slot" INTEGER NOT NULL,
    "sport" "Sport" NOT NULL,
    "title" TEXT NOT NULL,
    "purpose" JSONB NOT NULL,
    "focus" "WorkoutFocus" NOT NULL,
    "priority" "Priority" NOT NULL,
    "hard" BOOLEAN NOT NULL,
    "race" BOOLEAN NOT NULL,
    "archetype" TEXT,
    "step" DOUBLE PRECISION,
    "durationS" DOUBLE PRECISION NOT NULL,
    "distanceM" DOUBLE PRECISION,
    "tss" DOUBLE PRECISION,
    "ifFactor" DOUBLE PRECISION,
    "timeInZoneS" DOUBLE PRECISION[],
    "primaryZone" INTEGER,
    "structuredData" JSONB NOT NULL,
    "completionStatus" "CompletionStatus" NOT NULL DEFAULT 'PENDING',

    CONSTRAINT "PlannedWorkout_pkey" PRIMARY KEY ("athleteId","planId","id")
);

-- CreateTable
CREATE TABLE "PlanRevision" (
    "athleteId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "planId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "changes" JSONB NOT NULL,
    "author" "Author" NOT NULL,
    "reasonCode" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "report" JSONB NOT NULL,
    "revertsId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PlanRevision_pkey" PRIMARY KEY ("athleteId","id")
);

-- CreateTable
CREATE TABLE "Activity" (
    "athleteId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "sport" "ActivitySport" NOT NULL,
    "subSport" TEXT,
    "title" TEXT,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "utcOffsetS" INTEGER,
    "date" DATE NOT NULL,
    "elapsedS" DOUBLE PRECISION NOT NULL,
    "movingS" DOUBLE PRECISION NOT NULL,
    "timerS" DOUBLE PRECISION,
    "distanceM" DOUBLE PRECISION,
    "ascentM" DOUBLE PRECISION,
    "descentM" DOUBLE PRECISION,
    "avgHrBpm" DOUBLE PRECISION,
    "maxHrBpm" DOUBLE PRECISION,
    "avgPowerW" DOUBLE PRECISION,
    "npW" DOUBLE PRECISION,
    "calories" DOUBLE PRECISION,
    "device" TEXT,
    "load" DOUBLE PRECISION,
    "loadMethod" TEXT,
    "loadConfidence" "Confidence",
    "indoor" BOOLEAN NOT NULL,
    "race" BOOLEAN NOT NULL,
    "laps" JSONB NOT NULL,
    "notes" JSONB NOT NULL,
    "partial" BOOLEAN NOT NULL,
    "bestEfforts" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Activity_pkey" PRIMARY KEY ("athleteId","id")
);

-- CreateTable
CREATE TABLE "ActivitySource" (
    "athleteId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "activityId" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "externalId" TEXT,
    "originalFileId" TEXT,
    "sessionIndex" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ActivitySource_pkey" PRIMARY KEY ("athleteId","id")
);

-- CreateTable
CREATE TABLE "ActivityStream" (
    "athleteId" TEXT NOT NULL,
    "activityId" TEXT NOT NULL,
    "encoding" TEXT NOT NULL,
    "sampleCount" INTEGER NOT NULL,
    "columns" TEXT[],
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "ActivityStream_pkey" PRIMARY KEY ("athleteId","activityId")
);

-- CreateTable
CREATE TABLE "OriginalFile" (
    "athleteId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "byteCount" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "OriginalFile_pkey" PRIMARY KEY ("athleteId","id")
);

-- CreateTable
CREATE TABLE "ActivityMatch" (
    "athleteId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "activityId" TEXT NOT NULL,
    "planId" TEXT,
    "workoutId" TEXT,
    "status" "CompletionStatus",
    "score" DOUBLE PRECISION,
    "steps" JSONB,
    "author" "Author" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ActivityMatch_pkey" PRIMARY KEY ("athleteId","id")
);

-- CreateTable
CREATE TABLE "ImportRun" (
    "athleteId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "status" "ImportStatus" NOT NULL,
    "received" INTEGER NOT NULL DEFAULT 0,
    "read" INTEGER NOT NULL DEFAULT 0,
    "imported" INTEGER NOT NULL DEFAULT 0,
    "duplicates" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "sentence" TEXT,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ImportRun_pkey" PRIMARY KEY ("athleteId","id")
);

-- CreateTable
CREATE TABLE "ImportItem" (
    "athleteId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "runId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "outcome" "ImportOutcome" NOT NULL,
    "code" TEXT,
    "sentence" TEXT NOT NULL,
    "activityId" TEXT,
    "originalFileId" TEXT,

    CONSTRAINT "ImportItem_pkey" PRIMARY KEY ("athleteId","id")
);

-- CreateTable
CREATE TABLE "JobOutcome" (
    "athleteId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "job" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "detail" TEXT,
    "facts" JSONB NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "JobOutcome_pkey" PRIMARY KEY ("athleteId","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE UNIQUE INDEX "User_ownerSlot_key" ON "User"("ownerSlot");

-- CreateIndex
CREATE UNIQUE INDEX "User_athleteId_key" ON "User"("athleteId");

-- CreateIndex
CREATE UNIQUE INDEX "Session_token_key" ON "Session"("token");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE INDEX "Account_userId_idx" ON "Account"("userId");

-- CreateIndex
CREATE INDEX "Verification_identifier_idx" ON "Verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "RateLimit_key_key" ON "RateLimit"("key");

-- CreateIndex
CREATE UNIQUE INDEX "Athlete_accountId_kind_key" ON "Athlete"("accountId", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "Threshold_athleteId_sport_name_from_key" ON "Threshold"("athleteId", "sport", "name", "from");

-- CreateIndex
CREATE UNIQUE INDEX "AvailabilityOverride_athleteId_date_slot_key" ON "AvailabilityOverride"("athleteId", "date", "slot");

-- CreateIndex
CREATE UNIQUE INDEX "BlackoutDate_athleteId_date_key" ON "BlackoutDate"("athleteId", "date");

-- CreateIndex
CREATE UNIQUE INDEX "ToldWeek_athleteId_sport_weekStart_key" ON "ToldWeek"("athleteId", "sport", "weekStart");

-- CreateIndex
CREATE UNIQUE INDEX "AthleteProfileSnapshot_athleteId_date_key" ON "AthleteProfileSnapshot"("athleteId", "date");

-- CreateIndex
CREATE INDEX "TrainingPlan_athleteId_status_idx" ON "TrainingPlan"("athleteId", "status");

-- CreateIndex
CREATE INDEX "TrainingWeek_athleteId_planId_weekNumber_idx" ON "TrainingWeek"("athleteId", "planId", "weekNumber");

-- CreateIndex
CREATE INDEX "PlannedWorkout_athleteId_date_idx" ON "PlannedWorkout"("athleteId", "date");

-- CreateIndex
CREATE UNIQUE INDEX "PlanRevision_athleteId_planId_number_key" ON "PlanRevision"("athleteId", "planId", "number");

-- CreateIndex
CREATE INDEX "Activity_athleteId_date_idx" ON "Activity"("athleteId", "date");

-- CreateIndex
CREATE INDEX "Activity_athleteId_startedAt_idx" ON "Activity"("athleteId", "startedAt");

-- CreateIndex
CREATE INDEX "ActivitySource_athleteId_activityId_idx" ON "ActivitySource"("athleteId", "activityId");

-- CreateIndex
CREATE UNIQUE INDEX "ActivitySource_athleteId_originalFileId_sessionIndex_key" ON "ActivitySource"("athleteId", "originalFileId", "sessionIndex");

-- CreateIndex
CREATE UNIQUE INDEX "OriginalFile_athleteId_sha256_key" ON "OriginalFile"("athleteId", "sha256");

-- CreateIndex
CREATE INDEX "ActivityMatch_athleteId_planId_workoutId_idx" ON "ActivityMatch"("athleteId", "planId", "workoutId");

-- CreateIndex
CREATE UNIQUE INDEX "ActivityMatch_athleteId_activityId_key" ON "ActivityMatch"("athleteId", "activityId");

-- CreateIndex
CREATE INDEX "ImportRun_athleteId_startedAt_idx" ON "ImportRun"("athleteId", "startedAt");

-- CreateIndex
CREATE UNIQUE INDEX "ImportItem_athleteId_runId_position_key" ON "ImportItem"("athleteId", "runId", "position");

-- CreateIndex
CREATE INDEX "JobOutcome_athleteId_finishedAt_idx" ON "JobOutcome"("athleteId", "finishedAt");

-- CreateIndex
CREATE UNIQUE INDEX "JobOutcome_athleteId_job_key_key" ON "JobOutcome"("athleteId", "job", "key");

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Athlete" ADD CONSTRAINT "Athlete_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Threshold" ADD CONSTRAINT "Threshold_athleteId_fkey" FOREIGN KEY ("athleteId") REFERENCES "Athlete"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Flag" ADD CONSTRAINT "Flag_athleteId_fkey" FOREIGN KEY ("athleteId") REFERENCES "Athlete"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AvailabilitySlot" ADD CONSTRAINT "AvailabilitySlot_athleteId_fkey" FOREIGN KEY ("athleteId") REFERENCES "Athlete"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AvailabilityOverride" ADD CONSTRAINT "AvailabilityOverride_athleteId_fkey" FOREIGN KEY ("athleteId") REFERENCES "Athlete"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BlackoutDate" ADD CONSTRAINT "BlackoutDate_athleteId_fkey" FOREIGN KEY ("athleteId") REFERENCES "Athlete"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ToldWeek" ADD CONSTRAINT "ToldWeek_athleteId_fkey" FOREIGN KEY ("athleteId") REFERENCES "Athlete"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AthleteProfileSnapshot" ADD CONSTRAINT "AthleteProfileSnapshot_athleteId_fkey" FOREIGN KEY ("athleteId") REFERENCES "Athlete"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Goal" ADD CONSTRAINT "Goal_athleteId_fkey" FOREIGN KEY ("athleteId") REFERENCES "Athlete"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TrainingPlan" ADD CONSTRAINT "TrainingPlan_athleteId_fkey" FOREIGN KEY ("athleteId") REFERENCES "Athlete"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TrainingPlan" ADD CONSTRAINT "TrainingPlan_athleteId_goalId_fkey" FOREIGN KEY ("athleteId", "goalId") REFERENCES "Goal"("athleteId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TrainingBlock" ADD CONSTRAINT "TrainingBlock_athleteId_planId_fkey" FOREIGN KEY ("athleteId", "planId") REFERENCES "TrainingPlan"("athleteId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TrainingWeek" ADD CONSTRAINT "TrainingWeek_athleteId_planId_blockId_fkey" FOREIGN KEY ("athleteId", "planId", "blockId") REFERENCES "TrainingBlock"("athleteId", "planId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlannedWorkout" ADD CONSTRAINT "PlannedWorkout_athleteId_planId_weekId_fkey" FOREIGN KEY ("athleteId", "planId", "weekId") REFERENCES "TrainingWeek"("athleteId", "planId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanRevision" ADD CONSTRAINT "PlanRevision_athleteId_planId_fkey" FOREIGN KEY ("athleteId", "planId") REFERENCES "TrainingPlan"("athleteId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanRevision" ADD CONSTRAINT "PlanRevision_athleteId_revertsId_fkey" FOREIGN KEY ("athleteId", "revertsId") REFERENCES "PlanRevision"("athleteId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Activity" ADD CONSTRAINT "Activity_athleteId_fkey" FOREIGN KEY ("athleteId") REFERENCES "Athlete"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActivitySource" ADD CONSTRAINT "ActivitySource_athleteId_activityId_fkey" FOREIGN KEY ("athleteId", "activityId") REFERENCES "Activity"("athleteId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActivitySource" ADD CONSTRAINT "ActivitySource_athleteId_originalFileId_fkey" FOREIGN KEY ("athleteId", "originalFileId") REFERENCES "OriginalFile"("athleteId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActivityStream" ADD CONSTRAINT "ActivityStream_athleteId_activityId_fkey" FOREIGN KEY ("athleteId", "activityId") REFERENCES "Activity"("athleteId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OriginalFile" ADD CONSTRAINT "OriginalFile_athleteId_fkey" FOREIGN KEY ("athleteId") REFERENCES "Athlete"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActivityMatch" ADD CONSTRAINT "ActivityMatch_athleteId_activityId_fkey" FOREIGN KEY ("athleteId", "activityId") REFERENCES "Activity"("athleteId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActivityMatch" ADD CONSTRAINT "ActivityMatch_athleteId_planId_workoutId_fkey" FOREIGN KEY ("athleteId", "planId", "workoutId") REFERENCES "PlannedWorkout"("athleteId", "planId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportRun" ADD CONSTRAINT "ImportRun_athleteId_fkey" FOREIGN KEY ("athleteId") REFERENCES "Athlete"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportItem" ADD CONSTRAINT "ImportItem_athleteId_runId_fkey" FOREIGN KEY ("athleteId", "runId") REFERENCES "ImportRun"("athleteId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "JobOutcome" ADD CONSTRAINT "JobOutcome_athleteId_fkey" FOREIGN KEY ("athleteId") REFERENCES "Athlete"("id") ON DELETE CASCADE ON UPDATE CASCADE;
