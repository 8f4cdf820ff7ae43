/**
 * Every setting of git by which a configuration can name a program to run, a transport to use or another file to read, by
 * git's own documentation (Documentation/config at version 2.51, and 2.39). `PROGRAM` stands for a program that leaves a
 * mark. `<d>` and the like in the documentation are given a name that the attributes of the test use.
 */
export const dangerousSettings: readonly (readonly [key: string, value: string])[] = [
  // What runs by itself while files are listed or objects read.
  ["core.fsmonitor", "PROGRAM"],
  ["core.hooksPath", "HOOKS"],
  ["core.alternateRefsCommand", "PROGRAM"],
  ["core.sshCommand", "PROGRAM"],
  ["core.gitProxy", "PROGRAM"],
  ["core.askPass", "PROGRAM"],
  ["core.pager", "PROGRAM"],
  ["core.editor", "PROGRAM"],
  ["sequence.editor", "PROGRAM"],
  ["core.attributesFile", "ATTRIBUTES"],
  ["core.unsetenvvars", "PATH"],
  // Missing objects are fetched from these.
  ["extensions.partialClone", "local"],
  ["remote.local.url", "ELSEWHERE"],
  ["remote.local.promisor", "true"],
  ["remote.local.partialCloneFilter", "blob:none"],
  ["remote.local.uploadpack", "PROGRAM"],
  ["remote.local.receivepack", "PROGRAM"],
  ["remote.local.fetch", "+refs/heads/*:refs/remotes/local/*"],
  ["remote.local.serverOption", "PROGRAM"],
  ["remote.outside.url", "ext::PROGRAM %S"],
  ["remote.outside.promisor", "true"],
  ["remote.outside.pushurl", "ext::PROGRAM"],
  ["remote.secure.url", "ssh://nobody.invalid/x"],
  ["remote.secure.promisor", "true"],
  ["remote.helped.url", "nowhere"],
  ["remote.helped.vcs", "marker"],
  ["remote.helped.promisor", "true"],
  ["remote.proxied.url", "git://127.0.0.1:9/x"],
  ["remote.proxied.proxy", "http://127.0.0.1:9"],
  ["remote.proxied.promisor", "true"],
  ["remotes.default", "local outside secure helped"],
  ["remote.pushDefault", "outside"],
  ["branch.main.remote", "outside"],
  ["branch.main.pushRemote", "outside"],
  ["url.ext::PROGRAM .insteadOf", "https://"],
  ["url.ext::PROGRAM .pushInsteadOf", "https://"],
  ["protocol.allow", "always"],
  ["protocol.ext.allow", "always"],
  ["protocol.file.allow", "always"],
  ["fetch.bundleURI", "file://ELSEWHERE/bundle"],
  ["bundle.version", "1"],
  ["bundle.mode", "all"],
  ["bundle.one.uri", "file://ELSEWHERE/bundle"],
  ["transfer.bundleURI", "true"],
  ["promisor.acceptFromServer", "all"],
  ["promisor.acceptFromServerUrl", "*"],
  ["ssh.variant", "simple"],
  ["http.proxy", "http://127.0.0.1:9"],
  ["http.cookieFile", "ELSEWHERE"],
  ["http.sslKey", "ELSEWHERE"],
  ["http.https://nobody.invalid.proxy", "http://127.0.0.1:9"],
  ["credential.helper", "!PROGRAM"],
  ["credential.https://nobody.invalid.helper", "!PROGRAM"],
  ["credential.interactive", "always"],
  ["uploadpack.packObjectsHook", "PROGRAM"],
  ["receive.procReceiveRefs", "refs"],
  // What runs where differences are made, by attributes.
  ["diff.external", "PROGRAM"],
  ["diff.evil.textconv", "PROGRAM"],
  ["diff.evil.command", "PROGRAM"],
  ["diff.evil.cachetextconv", "false"],
  ["diff.evil.binary", "false"],
  ["diff.orderFile", "ATTRIBUTES"],
  ["diff.tool", "evil"],
  ["diff.guitool", "evil"],
  ["difftool.evil.cmd", "PROGRAM"],
  ["difftool.evil.path", "PROGRAM"],
  ["filter.evil.clean", "PROGRAM"],
  ["filter.evil.smudge", "PROGRAM"],
  ["filter.evil.process", "PROGRAM"],
  ["filter.evil.required", "true"],
  ["merge.evil.driver", "PROGRAM"],
  ["merge.default", "evil"],
  ["merge.tool", "evil"],
  ["merge.guitool", "evil"],
  ["mergetool.evil.cmd", "PROGRAM"],
  ["mergetool.evil.path", "PROGRAM"],
  ["interactive.diffFilter", "PROGRAM"],
  ["attr.tree", "HEAD"],
  // What runs where commits are shown or made.
  ["log.showSignature", "true"],
  ["gpg.program", "PROGRAM"],
  ["gpg.openpgp.program", "PROGRAM"],
  ["gpg.x509.program", "PROGRAM"],
  ["gpg.ssh.program", "PROGRAM"],
  ["gpg.ssh.defaultKeyCommand", "PROGRAM"],
  ["gpg.ssh.allowedSignersFile", "ELSEWHERE"],
  ["pager.log", "PROGRAM"],
  ["pager.diff", "PROGRAM"],
  ["pager.ls-files", "PROGRAM"],
  ["mailmap.file", "ELSEWHERE"],
  ["mailmap.blob", "HEAD:mailmap"],
  ["trailer.sign.command", "PROGRAM"],
  ["trailer.sign.cmd", "PROGRAM"],
  ["hook.evil.command", "PROGRAM"],
  ["hook.evil.event", "post-index-change"],
  ["hook.reference.command", "PROGRAM"],
  ["hook.reference.event", "reference-transaction"],
  ["alias.ls-files", "!PROGRAM"],
  ["alias.log", "!PROGRAM"],
  ["alias.cat-file", "!PROGRAM"],
  ["alias.diff.command", "!PROGRAM"],
  ["submodule.sub.update", "!PROGRAM"],
  ["submodule.sub.url", "ext::PROGRAM"],
  ["submodule.recurse", "true"],
  ["gc.recentObjectsHook", "PROGRAM"],
  ["gc.auto", "1"],
  ["maintenance.auto", "true"],
  ["core.splitIndex", "true"],
  // What only commands that we never start would run.
  ["browser.evil.cmd", "PROGRAM"],
  ["browser.evil.path", "PROGRAM"],
  ["web.browser", "evil"],
  ["help.browser", "evil"],
  ["man.viewer", "evil"],
  ["man.evil.cmd", "PROGRAM"],
  ["man.evil.path", "PROGRAM"],
  ["instaweb.httpd", "PROGRAM"],
  ["instaweb.browser", "evil"],
  ["guitool.evil.cmd", "PROGRAM"],
  ["imap.tunnel", "PROGRAM"],
  ["sendemail.smtpServer", "PROGRAM"],
  ["sendemail.toCmd", "PROGRAM"],
  ["sendemail.ccCmd", "PROGRAM"],
  ["sendemail.headerCmd", "PROGRAM"],
  ["tar.evil.command", "PROGRAM"],
  ["init.templateDir", "ELSEWHERE"],
  ["gitcvs.dbDriver", "PROGRAM"],
];

export interface Places {
  /** The program of a setting. */
  readonly program: (key: string) => string;
  /** A folder with a program for each hook. */
  readonly hooks: string;
  readonly attributes: string;
  readonly elsewhere: string;
}

/** The settings as a configuration file. */
export function configurationOf(
  settings: typeof dangerousSettings,
  { program, hooks, attributes, elsewhere }: Places,
): string {
  return settings
    .map(([key, value]) => {
      const [section, name] = [key.slice(0, key.indexOf(".")), key.slice(key.lastIndexOf(".") + 1)];
      const middle = key.slice(
        section.length + 1,
        Math.max(section.length + 1, key.length - name.length - 1),
      );
      const put = (text: string) =>
        text
          .replace("PROGRAM", program(key))
          .replace("HOOKS", hooks)
          .replace("ATTRIBUTES", attributes)
          .replace("ELSEWHERE", elsewhere);
      return `[${section}${middle === "" ? "" : ` "${put(middle)}"`}]\n\t${name} = "${put(value)}"\n`;
    })
    .join("");
}
