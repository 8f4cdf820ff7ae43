/** Address of a row of models.dev, a community catalogue of providers' price pages, at one commit. */
export const modelsDev = (commit: string, file: string): string =>
  `https://github.com/anomalyco/models.dev/blob/${commit}/providers/${file}.toml`;
