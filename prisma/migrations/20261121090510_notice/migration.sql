-- What the coach did or asks, told to the athlete: one a revision.
CREATE TABLE "Notice" (
    "athleteId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "planId" TEXT NOT NULL,
    "revision" INTEGER,
    "kind" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "mail" BOOLEAN NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "seenAt" TIMESTAMPTZ(3),
    "mailedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("athleteId","id")
);

CREATE INDEX "Notice_athleteId_createdAt_idx" ON "Notice"("athleteId", "createdAt");
CREATE UNIQUE INDEX "Notice_athleteId_planId_revision_key" ON "Notice"("athleteId", "planId", "revision");
-- What is still to be mailed, over all athletes.
CREATE INDEX "Notice_to_mail" ON "Notice"("createdAt") WHERE "mail" AND "mailedAt" IS NULL;

ALTER TABLE "Notice" ADD CONSTRAINT "Notice_athleteId_fkey" FOREIGN KEY ("athleteId") REFERENCES "Athlete"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_athleteId_planId_fkey" FOREIGN KEY ("athleteId", "planId") REFERENCES "TrainingPlan"("athleteId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "Notice" ENABLE ROW LEVEL SECURITY;
CREATE POLICY athlete_scope ON "Notice" USING ("athleteId" = current_setting('app.athlete_id', true)) WITH CHECK ("athleteId" = current_setting('app.athlete_id', true));
CREATE POLICY system_scope ON "Notice" USING (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '') WITH CHECK (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '');

-- Whether the athlete wants notices by e-mail, where the operator can send any.
ALTER TABLE "Athlete" ADD COLUMN "mailNotices" BOOLEAN NOT NULL DEFAULT true;
