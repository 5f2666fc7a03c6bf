-- Row-level security (design.md §7). Every statement of an athlete's transaction runs under the role coach_app with the
-- setting app.athlete_id; PostgreSQL then refuses rows of anyone else, whatever the query says.
--
-- athlete_scope  the athlete's own rows, and only those: an unset or empty setting matches nothing.
-- system_scope   work across athletes (audits, account creation), never under coach_app. Where the login owns the
--                tables and is not forced, the owner passes anyway; the policy serves logins that cannot create the
--                role, where server/database/roles.ts forces row-level security on the owner instead.
--
-- The role itself is made at start (server/database/roles.ts): not every login may create one.
-- Prisma's schema language cannot express any of this; its diff neither sees nor touches it.

ALTER TABLE "Athlete" ENABLE ROW LEVEL SECURITY;
CREATE POLICY athlete_scope ON "Athlete" USING ("id" = current_setting('app.athlete_id', true)) WITH CHECK ("id" = current_setting('app.athlete_id', true));
CREATE POLICY system_scope ON "Athlete" USING (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '') WITH CHECK (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '');

ALTER TABLE "Threshold" ENABLE ROW LEVEL SECURITY;
CREATE POLICY athlete_scope ON "Threshold" USING ("athleteId" = current_setting('app.athlete_id', true)) WITH CHECK ("athleteId" = current_setting('app.athlete_id', true));
CREATE POLICY system_scope ON "Threshold" USING (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '') WITH CHECK (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '');

ALTER TABLE "Flag" ENABLE ROW LEVEL SECURITY;
CREATE POLICY athlete_scope ON "Flag" USING ("athleteId" = current_setting('app.athlete_id', true)) WITH CHECK ("athleteId" = current_setting('app.athlete_id', true));
CREATE POLICY system_scope ON "Flag" USING (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '') WITH CHECK (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '');

ALTER TABLE "AvailabilitySlot" ENABLE ROW LEVEL SECURITY;
CREATE POLICY athlete_scope ON "AvailabilitySlot" USING ("athleteId" = current_setting('app.athlete_id', true)) WITH CHECK ("athleteId" = current_setting('app.athlete_id', true));
CREATE POLICY system_scope ON "AvailabilitySlot" USING (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '') WITH CHECK (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '');

ALTER TABLE "AvailabilityOverride" ENABLE ROW LEVEL SECURITY;
CREATE POLICY athlete_scope ON "AvailabilityOverride" USING ("athleteId" = current_setting('app.athlete_id', true)) WITH CHECK ("athleteId" = current_setting('app.athlete_id', true));
CREATE POLICY system_scope ON "AvailabilityOverride" USING (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '') WITH CHECK (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '');

ALTER TABLE "BlackoutDate" ENABLE ROW LEVEL SECURITY;
CREATE POLICY athlete_scope ON "BlackoutDate" USING ("athleteId" = current_setting('app.athlete_id', true)) WITH CHECK ("athleteId" = current_setting('app.athlete_id', true));
CREATE POLICY system_scope ON "BlackoutDate" USING (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '') WITH CHECK (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '');

ALTER TABLE "ToldWeek" ENABLE ROW LEVEL SECURITY;
CREATE POLICY athlete_scope ON "ToldWeek" USING ("athleteId" = current_setting('app.athlete_id', true)) WITH CHECK ("athleteId" = current_setting('app.athlete_id', true));
CREATE POLICY system_scope ON "ToldWeek" USING (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '') WITH CHECK (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '');

ALTER TABLE "AthleteProfileSnapshot" ENABLE ROW LEVEL SECURITY;
CREATE POLICY athlete_scope ON "AthleteProfileSnapshot" USING ("athleteId" = current_setting('app.athlete_id', true)) WITH CHECK ("athleteId" = current_setting('app.athlete_id', true));
CREATE POLICY system_scope ON "AthleteProfileSnapshot" USING (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '') WITH CHECK (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '');

ALTER TABLE "Goal" ENABLE ROW LEVEL SECURITY;
CREATE POLICY athlete_scope ON "Goal" USING ("athleteId" = current_setting('app.athlete_id', true)) WITH CHECK ("athleteId" = current_setting('app.athlete_id', true));
CREATE POLICY system_scope ON "Goal" USING (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '') WITH CHECK (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '');

ALTER TABLE "TrainingPlan" ENABLE ROW LEVEL SECURITY;
CREATE POLICY athlete_scope ON "TrainingPlan" USING ("athleteId" = current_setting('app.athlete_id', true)) WITH CHECK ("athleteId" = current_setting('app.athlete_id', true));
CREATE POLICY system_scope ON "TrainingPlan" USING (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '') WITH CHECK (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '');

ALTER TABLE "TrainingBlock" ENABLE ROW LEVEL SECURITY;
CREATE POLICY athlete_scope ON "TrainingBlock" USING ("athleteId" = current_setting('app.athlete_id', true)) WITH CHECK ("athleteId" = current_setting('app.athlete_id', true));
CREATE POLICY system_scope ON "TrainingBlock" USING (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '') WITH CHECK (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '');

ALTER TABLE "TrainingWeek" ENABLE ROW LEVEL SECURITY;
CREATE POLICY athlete_scope ON "TrainingWeek" USING ("athleteId" = current_setting('app.athlete_id', true)) WITH CHECK ("athleteId" = current_setting('app.athlete_id', true));
CREATE POLICY system_scope ON "TrainingWeek" USING (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '') WITH CHECK (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '');

ALTER TABLE "PlannedWorkout" ENABLE ROW LEVEL SECURITY;
CREATE POLICY athlete_scope ON "PlannedWorkout" USING ("athleteId" = current_setting('app.athlete_id', true)) WITH CHECK ("athleteId" = current_setting('app.athlete_id', true));
CREATE POLICY system_scope ON "PlannedWorkout" USING (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '') WITH CHECK (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '');

ALTER TABLE "PlanRevision" ENABLE ROW LEVEL SECURITY;
CREATE POLICY athlete_scope ON "PlanRevision" USING ("athleteId" = current_setting('app.athlete_id', true)) WITH CHECK ("athleteId" = current_setting('app.athlete_id', true));
CREATE POLICY system_scope ON "PlanRevision" USING (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '') WITH CHECK (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '');

ALTER TABLE "Activity" ENABLE ROW LEVEL SECURITY;
CREATE POLICY athlete_scope ON "Activity" USING ("athleteId" = current_setting('app.athlete_id', true)) WITH CHECK ("athleteId" = current_setting('app.athlete_id', true));
CREATE POLICY system_scope ON "Activity" USING (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '') WITH CHECK (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '');

ALTER TABLE "ActivitySource" ENABLE ROW LEVEL SECURITY;
CREATE POLICY athlete_scope ON "ActivitySource" USING ("athleteId" = current_setting('app.athlete_id', true)) WITH CHECK ("athleteId" = current_setting('app.athlete_id', true));
CREATE POLICY system_scope ON "ActivitySource" USING (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '') WITH CHECK (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '');

ALTER TABLE "ActivityStream" ENABLE ROW LEVEL SECURITY;
CREATE POLICY athlete_scope ON "ActivityStream" USING ("athleteId" = current_setting('app.athlete_id', true)) WITH CHECK ("athleteId" = current_setting('app.athlete_id', true));
CREATE POLICY system_scope ON "ActivityStream" USING (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '') WITH CHECK (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '');

ALTER TABLE "OriginalFile" ENABLE ROW LEVEL SECURITY;
CREATE POLICY athlete_scope ON "OriginalFile" USING ("athleteId" = current_setting('app.athlete_id', true)) WITH CHECK ("athleteId" = current_setting('app.athlete_id', true));
CREATE POLICY system_scope ON "OriginalFile" USING (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '') WITH CHECK (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '');

ALTER TABLE "ActivityMatch" ENABLE ROW LEVEL SECURITY;
CREATE POLICY athlete_scope ON "ActivityMatch" USING ("athleteId" = current_setting('app.athlete_id', true)) WITH CHECK ("athleteId" = current_setting('app.athlete_id', true));
CREATE POLICY system_scope ON "ActivityMatch" USING (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '') WITH CHECK (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '');

ALTER TABLE "ImportRun" ENABLE ROW LEVEL SECURITY;
CREATE POLICY athlete_scope ON "ImportRun" USING ("athleteId" = current_setting('app.athlete_id', true)) WITH CHECK ("athleteId" = current_setting('app.athlete_id', true));
CREATE POLICY system_scope ON "ImportRun" USING (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '') WITH CHECK (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '');

ALTER TABLE "ImportItem" ENABLE ROW LEVEL SECURITY;
CREATE POLICY athlete_scope ON "ImportItem" USING ("athleteId" = current_setting('app.athlete_id', true)) WITH CHECK ("athleteId" = current_setting('app.athlete_id', true));
CREATE POLICY system_scope ON "ImportItem" USING (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '') WITH CHECK (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '');

ALTER TABLE "JobOutcome" ENABLE ROW LEVEL SECURITY;
CREATE POLICY athlete_scope ON "JobOutcome" USING ("athleteId" = current_setting('app.athlete_id', true)) WITH CHECK ("athleteId" = current_setting('app.athlete_id', true));
CREATE POLICY system_scope ON "JobOutcome" USING (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '') WITH CHECK (current_user <> 'coach_app' AND current_setting('app.system_scope', true) <> '');

-- At most one plan in force for an athlete.
CREATE UNIQUE INDEX "TrainingPlan_one_active" ON "TrainingPlan" ("athleteId") WHERE "status" = 'ACTIVE';
