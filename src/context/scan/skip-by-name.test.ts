import { expect, test } from "vitest";
import { documentExtensions } from "../parse/documents/extensions.js";
import { skipByName } from "./skip-by-name.js";

const token = ["ghp", "k9Qz2LmX8vTb4RwYk9Qz2LmX8vTb4RwYabcd"].join("_");

test.each(
  `.env .env.production .envrc .envrc.local prod.env deploy/live.env a.env.local terraform.tfvars infra/prod.auto.tfvars
  prod.tfvars.json docker/config.json .docker/config.json .dockerconfigjson kubeconfig home/.kube/config .aws/credentials
  .pgpass .netrc id_rsa a.pem service-account.json .config/gcloud/access_tokens.db.txt keys/${token}.txt`.split(
    /\s+/,
  ),
)("%s is passed over as a secret", (path) => {
  expect(skipByName(path, 100)).toBe("secret");
});

test.each(
  `.env.example .env.sample example.env prod.env.example terraform.tfvars.example example.tfvars config.json src/docker/index.ts
  environment.ts env.d.ts .env.d.ts src/kube/config.go secrets.yaml credentials.py docs/tfvars.md token-rules.ts`.split(
    /\s+/,
  ),
)("%s is not", (path) => {
  expect(skipByName(path, 100)).toBeUndefined();
});

test.each(Object.values(documentExtensions).flat())("a document .%s is read", (extension) => {
  expect(skipByName(`a.${extension}`, 100)).toBeUndefined();
});
