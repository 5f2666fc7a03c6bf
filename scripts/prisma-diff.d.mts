/** The SQL from the migrations folder to the schema, or null when Prisma's schema engine is not installed. */
export function schemaDifference(): Promise<string | null>
