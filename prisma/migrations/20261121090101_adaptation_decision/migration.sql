-- CreateTable
CREATE TABLE "AdaptationDecision" (
    "athleteId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "planId" TEXT NOT NULL,
    "row" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "workoutId" TEXT,
    "sessionDate" DATE,
    "reasonCode" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "changes" JSONB NOT NULL,
    "revision" INTEGER,
    "day" DATE NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "supersededAt" TIMESTAMPTZ(3),

    CONSTRAINT "AdaptationDecision_pkey" PRIMARY KEY ("athleteId","id")
);

-- CreateIndex
CREATE INDEX "AdaptationDecision_athleteId_planId_day_idx" ON "AdaptationDecision"("athleteId", "planId", "day");

-- AddForeignKey
ALTER TABLE "AdaptationDecision" ADD CONSTRAINT "AdaptationDecision_athleteId_planId_fkey" FOREIGN KEY ("athleteId", "planId") REFERENCES "TrainingPlan"("athleteId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "AdaptationDecision" ENABLE ROW LEVEL SECURITY;
CREATE POLICY athlete_scope ON "AdaptationDecision" USING ("athleteId" = current_setting('app.athlete_id', true)) WITH CHECK ("athleteId" = current_setting('app.athlete_id', true));
CREATE POLICY system_scope ON "AdaptationDecision" USING (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '') WITH CHECK (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '');
