-- A run over a distance of its own, and a wished mean power of a ride event.
ALTER TABLE "Goal" ADD COLUMN "distanceM" DOUBLE PRECISION, ADD COLUMN "targetPowerW" DOUBLE PRECISION;
