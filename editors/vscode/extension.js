// Starts `ssi lsp` and speaks with it over stdin and stdout; all that the editor offers comes from there.

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

function newClient() {
  const [command, ...args] = vscode.workspace.getConfiguration("ssi").get("command");
  const cwd = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  return new LanguageClient(
    "ssi",
    "ssi-rules",
    { command, args, options: { cwd } },
    { documentSelector: [{ scheme: "file", language: "ssi" }] },
  );
}

async function start() {
  if (!vscode.workspace.isTrusted) {
    return;
  }
  client = newClient();
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    vscode.window.showErrorMessage(
      `The language server does not start: ${error.message}. Install it with \`pip install "ssi-rules[lsp]"\`, ` +
        "or say in the setting `ssi.command` where it is.",
    );
  }
}

async function stop() {
  const running = client;
  client = undefined;
  await running?.stop();
}

async function restart() {
  await stop();
  await start();
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("ssi.restart", restart),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
    vscode.workspace.onDidChangeConfiguration((change) => change.affectsConfiguration("ssi") && restart()),
  );
  await start();
}

module.exports = { activate, deactivate: stop };
