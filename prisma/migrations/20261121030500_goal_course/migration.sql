-- The course a plan is made for stands in its goal, so that changing the plan, undoing that and copying it carry it along.
ALTER TABLE "Goal" ADD COLUMN "courseId" TEXT;
UPDATE "Goal" SET "courseId" = "Course"."id" FROM "Course" WHERE "Course"."athleteId" = "Goal"."athleteId" AND "Course"."goalId" = "Goal"."id";
