-- How much an injury hurts, where an illness sits, and when either lets training go on.
ALTER TABLE "Flag" ADD COLUMN "pain" INTEGER,
  ADD COLUMN "limp" BOOLEAN,
  ADD COLUMN "noRunFrom" DATE,
  ADD COLUMN "runAgainFrom" DATE,
  ADD COLUMN "symptoms" TEXT,
  ADD COLUMN "symptomFreeSince" DATE;
