// `vnet show`: what a running controller sees and has: the application, and the network's links, rules, ports and hosts.
import { tell } from "../tell.ts";
import { Argument, Command, Option } from "commander";
import { connectClient, type ControllerClient } from "../../dataplane/index.ts";
import { CliError, cliErrorCodes } from "../cli-errors.ts";
import { addConfigOption } from "../config/config-option.ts";
import {
  type ApplicationFormat,
  applicationFormats,
  renderApplication,
} from "../report/application/render-application.ts";
import { parseControllerUrl } from "../run/run-settings.ts";
import { readToken } from "../run/token-file.ts";
import { controllerApplication } from "../show/controller-application.ts";
import { networkTables, type TableName, tableNames } from "../show/network-tables.ts";
import { tableText } from "../show/table-text.ts";

interface ShowFlags {
  readonly controller: string;
  readonly tokenFile: string;
  readonly format: ApplicationFormat;
}

export function showCommand(): Command {
  const command = new Command("show")
    .addArgument(new Argument("<what>", "what is shown").choices(["app", ...tableNames]))
    .requiredOption("--controller <url>", "where it listens, such as ws://127.0.0.1:7400")
    .requiredOption("--token-file <file>", "holds the token of the run")
    .addOption(
      new Option("--format <format>", "how it is shown; csv, dot and svg for `app` alone")
        .choices(applicationFormats)
        .default("human"),
    );
  addConfigOption(command, {
    files: ["token-file"],
    checks: { controller: (text) => parseControllerUrl(text, "--controller") },
  });
  return command.action(show);
}

async function show(what: "app" | TableName, flags: ShowFlags): Promise<void> {
  const { format } = flags;
  if (what !== "app" && format !== "human" && format !== "json")
    throw new CliError(
      cliErrorCodes.badOption,
      `\`--format ${format}\` is for \`vnet show app\`, expected \`human\` or \`json\``,
    );
  const controllerUrl = parseControllerUrl(flags.controller, "--controller");
  const client = await connectClient({ controllerUrl, token: readToken(flags.tokenFile) });
  try {
    const shown =
      what === "app" ? await application(client, format) : await table(client, what, format === "json");
    process.stdout.write(shown);
  } finally {
    client.close();
  }
}

async function application(client: ControllerClient, format: ApplicationFormat): Promise<string> {
  const { stdout, env } = process;
  const view = controllerApplication(await client.application());
  for (const note of view.notes) tell("note", note);
  return renderApplication(view, format, { isTerminal: stdout.isTTY, colour: !env["NO_COLOR"] });
}

async function table(client: ControllerClient, name: TableName, asJson: boolean): Promise<string> {
  const { columns, rows } = networkTables[name](await client.network());
  if (!asJson) return tableText(columns, rows);
  const objects = rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at]])));
  return `${JSON.stringify(objects)}\n`;
}
