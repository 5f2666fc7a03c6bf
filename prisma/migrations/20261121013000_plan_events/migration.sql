-- Races on the way to the goal, part of the plan and its certificate; null without any.
ALTER TABLE "TrainingPlan" ADD COLUMN "events" JSONB;
