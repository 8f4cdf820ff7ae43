export { measuredAttention, measuredDecodeAttention, measuredLinearAttention } from "./attention.js";
export { type MeasuredDecode, measuredDecodes, measuredFirstAtALength } from "./decodes.js";
export { type MeasuredExperts, measuredExperts, measuredRouting } from "./experts.js";
export {
  type MeasuredPrefills,
  measuredKernelCounts,
  measuredPrefillBytes,
  measuredPrefills,
} from "./prefills.js";
export { type MeasuredProducts, measuredCopy, measuredLaunches, measuredProducts } from "./products.js";
export { type MeasuredShape, type MeasuredShapeName, measuredShapes } from "./shapes.js";
export { h200Sources, type MeasuredOn } from "./sources.js";
export { type MeasuredTraining, measuredTraining } from "./training.js";
