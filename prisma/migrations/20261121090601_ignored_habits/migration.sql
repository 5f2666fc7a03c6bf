-- Habits read off the athlete's own changes that they do not want followed.
ALTER TABLE "Athlete" ADD COLUMN "ignoredHabits" TEXT[] DEFAULT ARRAY[]::TEXT[];
