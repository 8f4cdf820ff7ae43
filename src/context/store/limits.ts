/**
 * Contents of one path that a store keeps after no checkout lists them, for `Store.write`. Switching between as many
 * branches parses nothing again. Without a limit, every save in an editor would leave a content in the index.
 */
export const SPARES_OF_A_PATH = 4;
