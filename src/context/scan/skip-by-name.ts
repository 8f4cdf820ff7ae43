import { anyOf, collected, conventionsOf } from "../languages/index.js";
import { archivedExtensions, documentExtensions } from "../parse/documents/extensions.js";
import { holdsToken, redact } from "../secrets/redact.js";
import { defaultLimits, type ScanLimits, type SkipReason } from "./source.js";

// Decides by a file's name alone, without reading it, whether it is indexed.

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Formats without readable text. PDF and the newer office formats are absent, since their text is read. */
const BINARY_EXTENSIONS = words(`
  png jpg jpeg jfif gif bmp ico icns webp avif heic heif tif tiff psd ai eps xcf sketch fig svgz dds tga exr hdr
  mp3 mp4 m4a m4v wav ogg oga ogv flac aac wma avi mov mkv webm wmv flv mid midi
  woff woff2 ttf otf eot pfb afm ttc
  zip gz tgz bz2 tbz2 xz txz zst lz4 br 7z rar tar jar war ear aar whl egg gem deb rpm apk ipa dmg iso pkg msi cab crx nupkg vsix xpi
  exe dll so dylib a lib o obj pdb class pyc pyo pyd beam node wasm bc elc hi dex ko rlib rmeta swiftmodule
  bin dat db sqlite sqlite3 db3 mdb rdb ldb idx pack parquet arrow feather orc avro npy npz mat h5 hdf5 hdf pkl pickle joblib
  pth onnx safetensors gguf ggml tflite pb ckpt tfrecord caffemodel mlmodel
  xls xlsb ppt pages numbers keynote mobi djvu
  blend fbx glb gltf stl 3ds dae max ma mb unity unitypackage asset uasset umap prefab nib
  pcap pcapng der cer crt crl p7b csr gpg jceks
  swf fla dwg dxf vsd sym lockb snk
`);

const BINARY_NAMES = words(".ds_store thumbs.db desktop.ini .coverage");

const LOCK_NAMES: ReadonlySet<string> = new Set([
  ...words(`
    flake.lock .terraform.lock.hcl chart.lock manifest.toml.lock module.bazel.lock rebar.lock spago.lock
  `),
  ...collected(({ conventions }) => conventions?.lockFiles),
]);

/** Whether a file lists the exact versions of packages, by its name. */
export const isLockFile = (path: string): boolean =>
  LOCK_NAMES.has(path.slice(path.lastIndexOf("/") + 1).toLowerCase());

/** Endings of tool output that does not help a reader: recorded output, source maps, build state. */
const GENERATED_ENDINGS = [
  ".snap",
  ".map",
  ".tsbuildinfo",
  ".ambr",
  ".min.js.br",
  ".eslintcache",
  ".stylelintcache",
];

const MINIFIED = /[.-]min\.(?:css|html)$|\.(?:bundle|chunk)\.css$/;

const SECRET_NAMES = words(`
  .env .envrc.local .netrc _netrc .npmrc .pypirc .pgpass .my.cnf .htpasswd .git-credentials .dockercfg .s3cfg .boto
  .vault-token .esmtprc .authinfo .fetchmailrc .mailrc.local credentials.json client_secret.json
  .envrc .dockerconfigjson .docker-config.json .htdigest .curlrc .wgetrc .mylogin.cnf .dbshell .rclone.conf rclone.conf
  .terraformrc terraform.rc .gem-credentials .cargo-credentials .pgpass.conf pgpass.conf
  kubeconfig kubeconfig.yaml kubeconfig.yml secrets.env .secrets
  service-account.json service_account.json serviceaccount.json application_default_credentials.json gcloud-credentials.json
  sftp-config.json .ftpconfig .remote-sync.json filezilla.xml recentservers.xml winscp.ini
  id_rsa id_dsa id_ecdsa id_ed25519 id_ecdsa_sk id_ed25519_sk identity.pem master.key
  terraform.tfstate terraform.tfstate.backup .rediscli_auth
`);
const SECRET_EXTENSIONS = words(
  "pem key p12 pfx jks keystore bks ppk kdbx kdb agekey ovpn pkcs12 mobileprovision env tfvars kubeconfig htpasswd netrc keytab age",
);
const SECRET_PATH =
  /(?:^|\/)(?:\.?aws\/credentials|\.?docker\/config\.json|\.?kube\/config|\.ssh\/[^/]+|\.gnupg\/.+|\.cargo\/credentials(?:\.toml)?|\.gem\/credentials|gh\/hosts\.yml|\.config\/gcloud\/.+|\.terraform\.d\/credentials\.tfrc\.json|\.m2\/settings\.xml|\.secrets\/.+)$/i;
/**
 * Last segments of those secret paths that need no folder beginning with a dot, such as `aws/credentials`.
 */
const SECRET_ENDINGS = words("credentials config.json config hosts.yml");
/** `.env.production`, `.envrc.local` and `prod.tfvars.json` hold secrets; `.env.example` only names them. */
const ENVIRONMENT =
  /^\.env(?:rc)?[.-]|\.tfvars\.json$|\.env\.(?:local|prod|production|dev|development|staging|live)$/;
const TEMPLATE = new RegExp(
  String.raw`\.(?:example|sample|template|tpl|dist|defaults?|schema|test|${anyOf(collected(({ modules }) => modules?.longEndings))})$|\.(?:example|sample|template)\.`,
);

/**
 * Templates of such files, with the word at the end or before the extension: `example.env`,
 * `a.example.tfvars`.
 */
const TEMPLATE_OF_SECRETS = new RegExp(
  `${TEMPLATE.source}|(?:^|[._-])(?:example|sample|template|tpl|defaults?|dist)[._-](?:env|tfvars)(?:\\.json)?$`,
);

/** A token has at least 20 of these characters, and a digit. */
const LONG_WORD = /[\w.~=@:-]{20}/;

/** Never listed, whatever the ignore files say. */
const NEVER = /(?:^|\/)(?:\.git|\.fovea|node_modules|\.hg|\.svn|\.jj)(?:\/|$)/;

/** Whether a path is inside version control data, Fovea's own index or installed packages. */
export const isNeverListed = (path: string): boolean => NEVER.test(path);

export const extensionOf = (path: string): string => {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : "";
};

const DOCUMENT_EXTENSIONS: ReadonlySet<string> = new Set([
  ...documentExtensions.pdf,
  ...documentExtensions.notebook,
  ...documentExtensions.mail,
  ...archivedExtensions,
]);

/** Why a file is not indexed, by its name and size; undefined when its content decides. Pure. */
export function skipByName(
  path: string,
  bytes: number,
  limits: ScanLimits = defaultLimits,
): SkipReason | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  const dot = name.lastIndexOf(".");
  const extension = dot > 0 ? name.slice(dot + 1) : "";
  if (BINARY_EXTENSIONS.has(extension) || BINARY_NAMES.has(name)) return "binary";
  if (isSecretName(path, name, extension)) return "secret";
  if (LOCK_NAMES.has(name) || GENERATED_ENDINGS.some((ending) => name.endsWith(ending)))
    return "generated-lock";
  if (MINIFIED.test(name) || conventionsOf(name).minified?.test(name)) return "minified";
  if (bytes === 0) return "empty";
  const limit = DOCUMENT_EXTENSIONS.has(extension)
    ? (limits.maxDocumentBytes ?? defaultLimits.maxDocumentBytes)
    : (limits.maxFileBytes ?? defaultLimits.maxFileBytes);
  return bytes > limit ? "too-large" : undefined;
}

function isSecretName(path: string, name: string, extension: string): boolean {
  if (SECRET_NAMES.has(name)) return true;
  const isEnvironment = (name.includes(".env") || name.includes(".tfvars")) && ENVIRONMENT.test(name);
  if (isEnvironment || SECRET_EXTENSIONS.has(extension)) return !TEMPLATE_OF_SECRETS.test(name);
  // SECRET_PATH is the slowest check: it runs only for names that it can match.
  const mayMatch = SECRET_ENDINGS.has(name) || path.includes("/.") || path.startsWith(".");
  if (mayMatch && SECRET_PATH.test(path)) return true;
  // A path that contains a token would be printed in citations. Most paths have no digit, which is a fast
  // check.
  if (path.length < 20 || !/\d/.test(path) || !LONG_WORD.test(path)) return false;
  return holdsToken(path) || (/[=:]/.test(path) && redact(path) !== path);
}
