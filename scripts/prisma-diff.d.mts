/** The SQL from the migrations folder to the schema, empty when they agree; null when the engine is not installed. */
export function schemaDifference(): Promise<string | null>
