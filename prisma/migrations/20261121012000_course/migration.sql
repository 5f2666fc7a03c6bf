-- CreateTable
CREATE TABLE "Course" (
    "athleteId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "goalId" TEXT,
    "name" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "example" TEXT,
    "distanceM" DOUBLE PRECISION NOT NULL,
    "stepM" DOUBLE PRECISION NOT NULL,
    "altitudesDm" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Course_pkey" PRIMARY KEY ("athleteId","id")
);

-- CreateIndex
CREATE INDEX "Course_athleteId_goalId_idx" ON "Course"("athleteId", "goalId");

-- AddForeignKey
ALTER TABLE "Course" ADD CONSTRAINT "Course_athleteId_fkey" FOREIGN KEY ("athleteId") REFERENCES "Athlete"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Course" ADD CONSTRAINT "Course_athleteId_goalId_fkey" FOREIGN KEY ("athleteId", "goalId") REFERENCES "Goal"("athleteId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "Course" ENABLE ROW LEVEL SECURITY;
CREATE POLICY athlete_scope ON "Course" USING ("athleteId" = current_setting('app.athlete_id', true)) WITH CHECK ("athleteId" = current_setting('app.athlete_id', true));
CREATE POLICY system_scope ON "Course" USING (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '') WITH CHECK (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '');
