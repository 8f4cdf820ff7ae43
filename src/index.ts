export { FoveaError } from "./shared/errors.js";
