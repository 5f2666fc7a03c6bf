-- How somebody is in the morning, one row a source.
CREATE TYPE "WellnessSource" AS ENUM ('CHECK_IN', 'INTERVALS', 'HRV4TRAINING', 'ELITE_HRV', 'BODY_MEASURES', 'SAMPLE');

-- CreateTable
CREATE TABLE "WellnessEntry" (
    "athleteId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "date" DATE NOT NULL,
    "source" "WellnessSource" NOT NULL,
    "hrvRmssdMs" DOUBLE PRECISION,
    "restingHrBpm" DOUBLE PRECISION,
    "sleepS" DOUBLE PRECISION,
    "fatigue" INTEGER,
    "soreness" INTEGER,
    "stress" INTEGER,
    "mood" INTEGER,
    "weightKg" DOUBLE PRECISION,
    "sick" BOOLEAN,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "WellnessEntry_pkey" PRIMARY KEY ("athleteId","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "WellnessEntry_athleteId_date_source_key" ON "WellnessEntry"("athleteId", "date", "source");

-- AddForeignKey
ALTER TABLE "WellnessEntry" ADD CONSTRAINT "WellnessEntry_athleteId_fkey" FOREIGN KEY ("athleteId") REFERENCES "Athlete"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "WellnessEntry" ENABLE ROW LEVEL SECURITY;
CREATE POLICY athlete_scope ON "WellnessEntry" USING ("athleteId" = current_setting('app.athlete_id', true)) WITH CHECK ("athleteId" = current_setting('app.athlete_id', true));
CREATE POLICY system_scope ON "WellnessEntry" USING (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '') WITH CHECK (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '');
