/** Default values of config fields, by `model_type`. */
export type ClassDefaults = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
