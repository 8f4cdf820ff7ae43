/**
 * A secret that is recognised by its own form, in any context. A new kind is one row: an id, the literals it
 * begins with, and the pattern of the rest. All quantifiers are bounded, so no text can make a match slow.
 * The caller extends a match to the end of the word.
 */
export interface TokenRule {
  /** Shown in the mark: `[redacted github-token]`. */
  readonly id: string;
  /** Literals that it begins with; `gramsOf` must be able to make keywords of four characters of each. */
  readonly starts: readonly string[];
  /** Pattern of the rest, after a start. The secret is start and rest together. */
  readonly rest: RegExp;
  /** True when a letter or digit may come right before the start. */
  readonly inside?: boolean;
  /**
   * The part of the secret before the start: pattern of each character, and the fewest and most characters.
   */
  readonly before?: { readonly each: RegExp; readonly fewest: number; readonly most: number };
}

const W = "[A-Za-z0-9_-]";
const A = "[A-Za-z0-9]";
const H = "[0-9a-f]";
const UUID = `${H}{8}-${H}{4}-${H}{4}-${H}{4}-${H}{12}`;

const words = (list: string): string[] => list.trim().split(/\s+/);
const rule = (
  id: string,
  starts: string,
  rest: string,
  more: Pick<TokenRule, "inside" | "before"> = {},
): TokenRule => ({
  id,
  starts: words(starts),
  rest: new RegExp(rest, "y"),
  ...more,
});

export const tokenRules: readonly TokenRule[] = [
  // Code hosts and registries
  rule("github-token", "ghp_ gho_ ghu_ ghs_ ghr_", `${A}{30,255}`),
  rule("github-token", "github_pat_", `[A-Za-z0-9_]{40,255}`),
  rule(
    "gitlab-token",
    "glpat- gldt- glrt- glrtr- glcbt- glptt- glft- glsoat- glimt- glagent- gloas- glffct- glwt-",
    `[A-Za-z0-9_.-]{18,300}`,
  ),
  rule("gitlab-token", "GR1348941", `${W}{18,60}`),
  rule("bitbucket-token", "ATBB ATCTT3", `[A-Za-z0-9_=-]{24,300}`),
  rule("npm-token", "npm_", `${A}{34,64}`),
  rule("pypi-token", "pypi-", `${W}{32,300}`),
  rule("rubygems-token", "rubygems_", `${H}{40,60}`),
  rule("nuget-key", "oy2", `[a-z0-9]{43}(?![a-z0-9])`),
  rule("clojars-token", "CLOJARS_", `[A-Za-z0-9]{50,70}`),
  rule("docker-token", "dckr_pat_ dckr_oat_", `${W}{20,80}`),
  rule("artifactory-token", "AKCp cmVmdGtu", `${A}{40,100}`),
  rule("circleci-token", "CCIPAT_ CCIPRJ_", `[A-Za-z0-9_]{20,120}`),
  rule("buildkite-token", "bkua_ bkct_ bkaj_", `[A-Za-z0-9]{30,80}`),
  rule("sonar-token", "squ_ sqp_ sqa_", `${H}{40}`),
  rule("sourcegraph-token", "sgp_", `[A-Za-z0-9_]{40,90}`),
  rule("terraform-token", ".atlasv1.", `[A-Za-z0-9_=-]{40,90}`, {
    before: { each: /[A-Za-z0-9]/, fewest: 10, most: 20 },
  }),
  rule("crates-token", "cio", `(?=[A-Za-z]{0,20}\\d)${A}{32}(?![A-Za-z0-9])`),
  rule("pulumi-token", "pul-", `${H}{40}`),
  rule("postman-key", "PMAK-", `[0-9A-Za-z]{20,30}-[0-9A-Za-z]{30,40}`),

  // Clouds
  rule("aws-key-id", "AKIA ASIA ABIA ACCA AROA AIDA AGPA AIPA ANPA ANVA", `[A-Z0-9]{16}(?![A-Za-z0-9])`),
  rule("aws-key", "ABSK", `[A-Za-z0-9+/=]{100,300}`),
  rule("google-key", "AIza", `${W}{30,45}`),
  rule("google-oauth", "GOCSPX-", `${W}{20,40}`),
  rule("google-oauth", "ya29.", `${W}{20,1000}`),
  rule("google-oauth", "1//0", `${W}{40,150}`),
  rule("alibaba-key", "LTAI", `${A}{12,30}(?![A-Za-z0-9])`),
  rule("tencent-key", "AKID", `${A}{32,40}(?![A-Za-z0-9])`),
  rule("digitalocean-token", "dop_v1_ doo_v1_ dor_v1_", `${H}{40,80}`),
  rule("databricks-token", "dapi", `${H}{32}(?:-\\d)?(?![A-Za-z0-9])`),
  rule("heroku-key", "HRKU-", `[A-Za-z0-9_-]{30,80}`),
  rule("planetscale-token", "pscale_tkn_ pscale_pw_ pscale_oauth_", `[A-Za-z0-9_.=-]{30,80}`),
  rule("supabase-key", "sbp_", `[A-Za-z0-9]{38,60}`),
  rule("supabase-key", "sb_secret_", `${W}{20,80}`),
  rule("netlify-token", "nfp_ nfc_ nfo_ nfu_ nfb_", `[A-Za-z0-9_]{34,60}`),
  rule("vercel-token", "vcp_ vci_ vca_ vcr_ vck_", `${A}{22,80}`),
  rule("fly-token", "fm1r_ fm2_ fo1_", `[A-Za-z0-9+/=_,-]{40,1000}`),
  rule("render-key", "rnd_", `${A}{28,60}`),
  rule("neon-key", "napi_", `[A-Za-z0-9_]{40,100}`),
  rule("cloudflare-key", "v1.0-", `${H}{24}-${H}{100,160}`),
  rule("cloudflare-key", "cfut_ cfat_ cfk_", `${A}{36,60}`),
  rule("dynatrace-token", "dt0c01. dt0s01. dt0s16.", `[A-Z0-9]{20,30}\\.[A-Z0-9]{50,80}`),
  rule("openshift-token", "sha256~", `${W}{40,50}`),
  rule("yandex-key", "AQVN", `${W}{34,45}`),
  rule("doppler-token", "dp.pt. dp.st. dp.ct. dp.sa. dp.scim. dp.audit.", `[A-Za-z0-9._-]{36,80}`),
  rule("vault-token", "hvs. hvb. hvr.", `${W}{20,300}`),
  rule("tailscale-key", "tskey-", `[a-z]{2,12}-[A-Za-z0-9]{8,20}-[A-Za-z0-9]{16,40}`),
  rule("1password-token", "ops_eyJ", `[A-Za-z0-9+/=_-]{100,2000}`),
  rule(
    "1password-key",
    "A3-",
    `[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}`,
  ),
  rule("age-key", "AGE-SECRET-KEY-1", `[0-9A-Z]{50,60}`),

  // Language models
  rule("anthropic-key", "sk-ant-", `${W}{20,150}`),
  rule("openai-key", "sk-proj- sk-svcacct- sk-admin- sk-None-", `${W}{20,220}`),
  rule("openrouter-key", "sk-or-v1-", `${H}{40,80}`),
  rule("openai-key", "sk-", `(?=[A-Za-z]{0,30}\\d)${A}{32,64}(?![A-Za-z0-9-])`),
  rule("huggingface-token", "hf_ api_org_", `(?=[a-z]{0,20}[A-Z0-9])${A}{30,50}(?![A-Za-z0-9])`),
  rule("groq-key", "gsk_", `${A}{40,60}`),
  rule("xai-key", "xai-", `${A}{60,100}`),
  rule("perplexity-key", "pplx-", `${A}{40,70}`),
  rule("cerebras-key", "csk-", `[a-z0-9]{40,60}(?![A-Za-z0-9])`),
  rule("google-key", "AQ.Ab", `${W}{40,60}`),
  rule("replicate-token", "r8_", `${A}{34,45}`),
  rule("nvidia-key", "nvapi-", `${W}{50,90}`),
  rule("pinecone-key", "pcsk_", `[A-Za-z0-9_]{50,90}`),
  rule("langsmith-key", "lsv2_pt_ lsv2_sk_", `${H}{32}_${H}{10}`),
  rule("elevenlabs-key", "sk_", `${H}{48}(?![A-Za-z0-9])`),

  // Payments
  rule("stripe-key", "sk_live_ sk_test_ rk_live_ rk_test_ sk_org_", `[A-Za-z0-9_]{14,250}`),
  rule("webhook-secret", "whsec_", `[A-Za-z0-9+/=_-]{24,100}`),
  rule("square-token", "sq0atp- sq0csp- sq0idp-", `${W}{20,60}`),
  rule("square-token", "EAAA", `${W}{56,70}(?![A-Za-z0-9_-])`),
  rule("facebook-token", "EAA", `(?=[A-Za-z]{0,30}\\d)[A-Za-z0-9]{80,300}`),
  rule("shopify-token", "shpat_ shpca_ shppa_ shpss_ shptka_ shpua_ shpit_", `[A-Fa-f0-9]{32,64}`),
  rule("paypal-token", "access_token$", `[a-z]{4,12}\\$[0-9a-z]{10,20}\\$${H}{32}`),
  rule("plaid-token", "access-sandbox- access-development- access-production-", UUID),
  rule("flutterwave-key", "FLWSECK_TEST- FLWSECK- FLWSECK_LIVE-", `[A-Za-z0-9-]{12,60}`),
  rule("easypost-key", "EZAK EZTK", `[A-Za-z0-9]{54}`),
  rule("shippo-token", "shippo_live_ shippo_test_", `${H}{40}`),
  rule("duffel-token", "duffel_live_ duffel_test_", `[A-Za-z0-9_=-]{30,60}`),

  // Messaging
  rule(
    "slack-token",
    "xoxa- xoxb- xoxc- xoxd- xoxe- xoxo- xoxp- xoxr- xoxs- xoxe.xoxb- xoxe.xoxp-",
    `[A-Za-z0-9%-]{10,300}`,
  ),
  rule("slack-token", "xapp-", `\\d-[A-Za-z0-9]{5,20}-\\d{5,20}-[A-Za-z0-9]{20,100}`),
  rule("sendgrid-key", "SG.", `${W}{16,40}\\.${W}{16,70}`),
  rule("sendinblue-key", "xkeysib- xsmtpsib-", `${H}{40,80}-[A-Za-z0-9]{10,20}`),
  rule("resend-key", "re_", `[A-Za-z0-9]{6,12}_[A-Za-z0-9]{20,30}(?![A-Za-z0-9])`),
  rule("mailgun-key", "key-", `${H}{32}(?![A-Za-z0-9])`),
  rule("mailgun-key", "pubkey-", `${H}{32}(?![A-Za-z0-9])`),
  rule("courier-key", "pk_prod_ pk_test_", `[A-Z0-9]{28}(?![A-Za-z0-9])`),

  // Productivity
  rule("linear-key", "lin_api_ lin_oauth_ lin_wh_", `[A-Za-z0-9_]{30,128}`),
  rule("notion-key", "secret_", `(?=[A-Za-z]{0,30}\\d)${A}{40,50}(?![A-Za-z0-9])`),
  rule("notion-key", "ntn_", `${A}{40,60}`),
  rule("figma-token", "figd_ figo_ figoh_ figu_ figur_ figdr_", `${W}{30,80}`),
  rule("atlassian-token", "ATATT3 ATSTT3 ATOA", `[A-Za-z0-9_=-]{50,300}`),
  rule(
    "asana-token",
    [1, 2].flatMap((one) => Array.from({ length: 9 }, (_, digit) => `${one}/${digit + 1}`)).join(" "),
    `\\d{10,20}(?:/\\d{10,20})?:${H}{32}`,
  ),
  rule("airtable-token", "pat", `${A}{14}\\.${H}{64}`),
  rule("hubspot-token", "pat-na1- pat-na2- pat-eu1- pat-ap1-", UUID),
  rule("infisical-token", "st.", `${H}{24}\\.${H}{32}\\.${H}{32}`),
  rule("mapbox-token", "sk.eyJ", `${W}{40,200}\\.${W}{16,40}`),
  rule("linkedin-secret", "WPL_AP1.", `[A-Za-z0-9.]{16,60}={0,2}`),
  rule("vk-token", "vk1.a.", `${W}{60,300}`),
  rule("contentful-token", "CFPAT-", `${W}{40,50}`),
  rule("typeform-token", "tfp_", `[A-Za-z0-9_.=-]{40,80}`),
  rule("dropbox-token", "sl.", `[A-Za-z0-9_-]{60,1500}`),
  rule("adobe-secret", "p8e-", `[A-Za-z0-9_-]{30,40}`),
  rule("readme-key", "rdme_", `[a-z0-9]{60,80}`),
  rule("launchdarkly-key", "sdk- mob- api-", UUID),
  rule("prefect-key", "pnu_ pnb_", `${A}{30,50}`),
  rule("infracost-key", "ico-", `${A}{32}(?![A-Za-z0-9])`),
  rule("wakatime-key", "waka_", UUID),

  // Monitoring
  rule("grafana-token", "glsa_", `${A}{30,40}_[A-Fa-f0-9]{8}`),
  rule("grafana-token", "glc_", `[A-Za-z0-9+/=]{30,400}`),
  rule("grafana-token", "eyJrIjoi", `[A-Za-z0-9+/=_-]{50,400}`),
  rule("newrelic-key", "NRAK- NRJS- NRII- NRAA- NRBR- NRRA- NRIQ-", `[A-Za-z0-9-]{16,60}`),
  rule("sentry-token", "sntrys_ sntryu_ sntrya_", `[A-Za-z0-9+/=_-]{40,400}`),
  rule("datadog-key", "ddapp_ ddpat_", `[A-Za-z0-9]{30,80}`),
  rule("honeycomb-key", "hcaik_ hcalk_ hcbik_", `[A-Za-z0-9_]{50,70}`),
  rule("posthog-key", "phx_", `[A-Za-z0-9]{40,60}`),
  rule("telegram-token", ":AA", `${W}{32,36}(?![A-Za-z0-9_-])`, {
    before: { each: /\d/, fewest: 7, most: 11 },
  }),
  rule("twilio-key", "SK", `${H}{32}(?![A-Za-z0-9])`),
  rule("mailchimp-key", "-us", `\\d{1,2}(?![A-Za-z0-9])`, {
    before: { each: /[0-9a-f]/, fewest: 32, most: 33 },
  }),
  rule("azure-secret", "0Q~ 1Q~ 2Q~ 3Q~ 4Q~ 5Q~ 6Q~ 7Q~ 8Q~ 9Q~", `[A-Za-z0-9_~.-]{30,300}`, {
    before: { each: /[A-Za-z0-9_~.-]/, fewest: 3, most: 5 },
  }),
  rule("azure-key", "+ASt ACDb +ABa AzFu AzSe AzCa +AMC AIoT", `[A-Za-z0-9+/]{6,10}={0,2}(?![A-Za-z0-9+/])`, {
    before: { each: /[A-Za-z0-9+/]/, fewest: 76, most: 78 },
  }),
  rule("azure-token", "AZDO", `[A-Za-z0-9]{4}(?![A-Za-z0-9])`, {
    before: { each: /[A-Za-z0-9]/, fewest: 76, most: 76 },
  }),
  rule("jwt", "eyJ", `${W}{8,2000}\\.eyJ${W}{4,8000}(?:\\.${W}{0,2000})?`),
  rule("jwe", "eyJ", `${W}{8,1000}\\.${W}{0,1000}\\.${W}{10,100}\\.${W}{10,4000}\\.${W}{16,100}`),
];

/** Characters that can follow a start which is shorter than a keyword of four characters. */
const FOLLOWERS: Readonly<Record<string, string>> = {
  EAA: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  SK: "0123456789abcdef",
  "-us": "0123456789",
};
const ALNUM = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** The four-character keywords by which a start is found. */
export function gramsOf(start: string): string[] {
  if (start.length >= 4) return [start.slice(0, 4)];
  const followers =
    FOLLOWERS[start] ??
    (/^\d\/\d$/.test(start) ? "0123456789" : undefined) ??
    (start.endsWith("Q~") ? `${ALNUM}_~.-` : `${ALNUM}_-`);
  return [...followers].flatMap((one) => gramsOf(start + one));
}
