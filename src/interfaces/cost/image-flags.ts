import { findModel, type ImageCost, imageTokens, multimodalConfig } from "../../cost/index.js";
import { usageError } from "../../shared/errors.js";
import { formatFlop, formatInteger, parseCount } from "../../shared/units.js";
import { type Flag, type FlagValues, flagText } from "../cli/command.js";
import type { CostRequest } from "./cost-flags.js";
import type { CostInputs } from "./inputs.js";

/** Flags of requests with images. */
export const imageFlags: readonly Flag[] = [
  {
    flags: "--images <n>",
    description:
      "images of a request: their tokens are added to each context, without the marks around an image of Gemma 3 (4 tokens) and Qwen-VL (2 tokens)",
  },
  { flags: "--image-size <WxH>", description: "pixels of each (default: 1024x1024)" },
];

/** Images of one request. */
export interface RequestImages {
  readonly count: number;
  readonly width: number;
  readonly height: number;
  readonly each: ImageCost;
  /** Of all: what they add to the context. */
  readonly tokens: number;
  /** Of all, before the text model: vision tower and projection. */
  readonly flop: number;
}

/** The images that the flags ask for. @throws FoveaError `no-vision-tower`, `bad-image-size`, and others. */
export function imagesOf(flags: FlagValues, inputs: Pick<CostInputs, "configOf">): RequestImages | undefined {
  const countText = flagText(flags, "images");
  const sizeText = flagText(flags, "imageSize");
  if (countText === undefined) {
    if (sizeText === undefined) return undefined;
    throw usageError("image-size-alone", "--image-size needs --images", "Write --images 1.");
  }
  const count = parseCount(countText, "--images", "4");
  const match = /^(\d+)\s*[x×]\s*(\d+)$/i.exec((sizeText ?? "1024x1024").trim());
  if (match === null)
    throw usageError(
      "bad-image-size",
      `--image-size must be two numbers of pixels, got "${sizeText}"`,
      "Write --image-size 1024x768.",
    );
  const [width, height] = [Number(match[1]), Number(match[2])];
  const each = imageTokens(visionConfigOf(flagText(flags, "model")!, inputs), width, height);
  return {
    count,
    width,
    height,
    each,
    tokens: count * each.tokens,
    flop: count * (each.towerFlop + each.projectorFlop),
  };
}

function visionConfigOf(name: string, { configOf }: Pick<CostInputs, "configOf">): unknown {
  const own = configOf(name);
  if (own !== undefined) return own;
  const entry = findModel(name);
  const config = multimodalConfig(entry);
  if (config !== undefined) return config;
  throw usageError(
    "no-vision-tower",
    `the catalogue has no vision tower of ${entry.id}`,
    "Leave --images out, or name a model that sees images: --model gemma-3-27b.",
  );
}

/** For the assumptions. */
const describeImages = ({ count, width, height, each, flop }: RequestImages): string =>
  `${count} ${count === 1 ? "image" : "images"} of ${formatInteger(width)} × ${formatInteger(height)} (${each.description}): ${formatInteger(each.tokens)} tokens each, in the context${
    each.crossTokens > 0
      ? `, and ${formatInteger(each.crossTokens)} keys of cross-attention, which are left out`
      : ""
  }; ${formatFlop(flop)} in the vision tower, whose weights are left out`;

/** The request with the work of its images. Their tokens belong to the context. */
export const withImages = (request: CostRequest, images: RequestImages | undefined): CostRequest =>
  images === undefined
    ? request
    : {
        ...request,
        options: { ...request.options, imageFlop: images.flop },
        assumptions: `${request.assumptions}; ${describeImages(images)}`,
        assumptionLines: [...request.assumptionLines, `Images: ${describeImages(images)}.`],
      };
