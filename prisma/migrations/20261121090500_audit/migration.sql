-- Up to which of the athlete's nights the plan in force was looked at, and when by the database's clock.
ALTER TABLE "TrainingPlan" ADD COLUMN "auditedNight" DATE, ADD COLUMN "auditedAt" TIMESTAMPTZ(3);

-- When a row was last told or changed: the audit asks for what came since.
ALTER TABLE "Flag" ADD COLUMN "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE "Activity" ADD COLUMN "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

CREATE INDEX "Activity_athleteId_updatedAt_idx" ON "Activity"("athleteId", "updatedAt");
CREATE INDEX "WellnessEntry_athleteId_updatedAt_idx" ON "WellnessEntry"("athleteId", "updatedAt");
