-- What the athlete says of a session, and which activity is which session.
-- CreateEnum
CREATE TYPE "ToldDone" AS ENUM ('DONE', 'NOT_DONE', 'NOT_UPLOADED');

-- CreateEnum
CREATE TYPE "FeedbackReason" AS ENUM ('BUSY', 'TRAVEL', 'TIRED', 'SICK', 'TOO_HARD', 'OUT_OF_TIME', 'EASY');

-- CreateTable
CREATE TABLE "SessionFeedback" (
    "athleteId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "planId" TEXT,
    "workoutId" TEXT,
    "activityId" TEXT,
    "told" "ToldDone",
    "rpe" INTEGER,
    "feel" INTEGER,
    "reason" "FeedbackReason",
    "author" "Author" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SessionFeedback_pkey" PRIMARY KEY ("athleteId","id")
);

-- CreateTable
CREATE TABLE "ActivityLink" (
    "athleteId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "activityId" TEXT NOT NULL,
    "planId" TEXT,
    "workoutId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ActivityLink_pkey" PRIMARY KEY ("athleteId","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "SessionFeedback_athleteId_planId_workoutId_key" ON "SessionFeedback"("athleteId", "planId", "workoutId");
CREATE UNIQUE INDEX "SessionFeedback_athleteId_activityId_key" ON "SessionFeedback"("athleteId", "activityId");
CREATE UNIQUE INDEX "ActivityLink_athleteId_activityId_key" ON "ActivityLink"("athleteId", "activityId");
CREATE INDEX "ActivityLink_athleteId_planId_workoutId_idx" ON "ActivityLink"("athleteId", "planId", "workoutId");

-- AddForeignKey
ALTER TABLE "SessionFeedback" ADD CONSTRAINT "SessionFeedback_athleteId_fkey" FOREIGN KEY ("athleteId") REFERENCES "Athlete"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "SessionFeedback" ADD CONSTRAINT "SessionFeedback_athleteId_planId_fkey" FOREIGN KEY ("athleteId", "planId") REFERENCES "TrainingPlan"("athleteId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "ActivityLink" ADD CONSTRAINT "ActivityLink_athleteId_fkey" FOREIGN KEY ("athleteId") REFERENCES "Athlete"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "ActivityLink" ADD CONSTRAINT "ActivityLink_athleteId_planId_fkey" FOREIGN KEY ("athleteId", "planId") REFERENCES "TrainingPlan"("athleteId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A word is of one thing: a planned session of a plan, or an activity; within the scales of the form.
ALTER TABLE "SessionFeedback" ADD CONSTRAINT "SessionFeedback_of_one_thing" CHECK (("activityId" IS NULL) = ("workoutId" IS NOT NULL) AND ("workoutId" IS NULL) = ("planId" IS NULL));
ALTER TABLE "SessionFeedback" ADD CONSTRAINT "SessionFeedback_scales" CHECK ("rpe" BETWEEN 0 AND 10 AND "feel" BETWEEN 1 AND 5);
ALTER TABLE "ActivityLink" ADD CONSTRAINT "ActivityLink_session_whole" CHECK (("workoutId" IS NULL) = ("planId" IS NULL));

ALTER TABLE "SessionFeedback" ENABLE ROW LEVEL SECURITY;
CREATE POLICY athlete_scope ON "SessionFeedback" USING ("athleteId" = current_setting('app.athlete_id', true)) WITH CHECK ("athleteId" = current_setting('app.athlete_id', true));
CREATE POLICY system_scope ON "SessionFeedback" USING (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '') WITH CHECK (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '');
ALTER TABLE "ActivityLink" ENABLE ROW LEVEL SECURITY;
CREATE POLICY athlete_scope ON "ActivityLink" USING ("athleteId" = current_setting('app.athlete_id', true)) WITH CHECK ("athleteId" = current_setting('app.athlete_id', true));
CREATE POLICY system_scope ON "ActivityLink" USING (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '') WITH CHECK (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '');
