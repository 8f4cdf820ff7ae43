import type { RuleLanguage } from "../rule.js";
import { build } from "./build.js";
import { functional } from "./functional.js";
import { hardware } from "./hardware.js";
import { schemas } from "./schemas.js";
import { scripting } from "./scripting.js";
import { systems } from "./systems.js";
import { web } from "./web.js";

/** All languages that are read by rules. */
export const ruleLanguages: readonly RuleLanguage[] = [
  ...scripting,
  ...functional,
  ...systems,
  ...hardware,
  ...schemas,
  ...build,
  ...web,
];
