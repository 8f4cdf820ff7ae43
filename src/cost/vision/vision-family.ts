import type { Config } from "../model/config.js";
import type { ImageCost, Size } from "./vision-tower.js";

/** What a reader needs of a multi-modal config. */
export interface VisionConfig {
  /** The whole config. */
  readonly outer: Config;
  /** Its `vision_config`, with the defaults of the tower's class. */
  readonly vision: Config;
  /** Channels of the text model. */
  readonly textSize: number;
}

/** NEW VISION MODEL: one file that exports one, and its name in index.ts. */
export interface VisionFamily {
  /** Values of `model_type`; `<type>+<tower>` where the type alone does not say which tower it has. */
  readonly modelTypes: readonly string[];
  /** Defaults of the tower's fields, by the class of transformers. */
  readonly defaults: Readonly<Record<string, unknown>>;
  cost(config: VisionConfig, size: Size): ImageCost;
}
