/**
 * At most so many unlisted contents of a path are retained: enough for switching between a few branches.
 * Without the limit, every save in an editor would leave a content in the index.
 */
export const RETAINED_PER_PATH = 4;
