// Turns the provider's schema and CDKTF's core into typed Java under target/bindings/.
//
//   schema + resources.txt ─► TypeScript (CDKTF's own generator) ─► jsii ─► jsii-pacmak ─► java/ and resources/
//   the npm package cdktf  ─────────────────────────────────────────────► jsii-pacmak ─► java/ and resources/
//
// Does nothing when no input changed. Run by the Maven build with the engine of pom.xml; by hand:
// node bindings/generate.mjs [cdktf|cdktn]
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import zlib from "node:zlib";

const PROVIDER = "google";
const PROVIDER_SOURCE = `registry.terraform.io/hashicorp/${PROVIDER}`;
const OLDEST_NODE = [20, 9];

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(here);

// Either engine gives the same Java packages, so that the stacks are the same source for both.
const JAVA_PACKAGE = "com.hashicorp.cdktf";
const ENGINES = {
  cdktf: { core: "cdktf", scope: "@cdktf", tools: here },
  cdktn: { core: "cdktn", scope: "@cdktn", tools: path.join(here, "cdktn") },
};
const engineName = process.argv[2] ?? "cdktf";
const engine = Object.hasOwn(ENGINES, engineName) ? ENGINES[engineName] : ENGINES.cdktf;
const modules = path.join(engine.tools, "node_modules");
const out = path.join(root, "target", "bindings");
const inputs = {
  script: fileURLToPath(import.meta.url),
  wanted: path.join(here, "resources.txt"),
  lock: path.join(engine.tools, "package-lock.json"),
  manifest: path.join(engine.tools, "package.json"),
  schema: path.join(root, `src/main/resources/tollgate/schema/${PROVIDER}.schema.json.gz`),
};

// What these tools would say about the age of Node is said by the project's own checks.
const nodeMajor = process.versions.node.split(".")[0];
const quiet = {
  ...process.env,
  CHECKPOINT_DISABLE: "1",
  JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: nodeMajor,
  JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION: "1",
  JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION: "1",
};

/** A failure whose message is all the reader needs. */
class Refusal extends Error {}

function say(text) {
  process.stderr.write(`bindings: ${text}\n`);
}

function digest(...files) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(fs.readFileSync(file)).update("\0");
  return hash.digest("hex");
}

function holds(stamp, value) {
  return fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === value;
}

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    throw new Refusal(
      `Node ${process.versions.node} is too old to make the bindings: install Node ${OLDEST_NODE.join(".")} or newer.`,
    );
  }
}

/** Runs a program; its output is shown only when it fails. */
function run(program, args, cwd, what) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: quiet, stdio: ["ignore", "pipe", "pipe"] });
    const output = [];
    child.stdout.on("data", (chunk) => output.push(chunk));
    child.stderr.on("data", (chunk) => output.push(chunk));
    child.on("error", (error) =>
      reject(
        new Refusal(
          error.code === "ENOENT"
            ? `${program} was not found: install Node with npm and put both on the PATH.`
            : `${what} could not start: ${error.message}`,
        ),
      ),
    );
    child.on("close", (code) => {
      if (code === 0) return resolve();
      const tail = Buffer.concat(output).toString("utf8").trimEnd().split("\n").slice(-40).join("\n");
      reject(new Refusal(`${what} failed (exit ${code}):\n${tail}`));
    });
  });
}

async function installTools() {
  const stamp = path.join(modules, ".installed-from");
  const wanted = digest(inputs.manifest, inputs.lock);
  if (holds(stamp, wanted)) return;
  say("fetching the generator's npm packages (140 MB unpacked, about 10 s) …");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  await run(
    npm,
    ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"],
    engine.tools,
    `npm ci in ${path.relative(root, engine.tools)}/`,
  );
  renameJavaPackage(path.join(modules, engine.core, ".jsii"));
  fs.writeFileSync(stamp, wanted);
}

/** cdktn calls its Java package otherwise; jsii-pacmak takes the name from here, for it and for all that uses it. */
function renameJavaPackage(file) {
  const assembly = JSON.parse(fs.readFileSync(file, "utf8"));
  if (assembly.targets.java.package === JAVA_PACKAGE) return;
  assembly.targets.java.package = JAVA_PACKAGE;
  fs.writeFileSync(file, JSON.stringify(assembly));
}

/** The lines of resources.txt: which resource types and which data sources. */
function readWanted() {
  const resources = [];
  const dataSources = [];
  fs.readFileSync(inputs.wanted, "utf8")
    .split("\n")
    .forEach((line, index) => {
      const name = line.replace(/#.*/, "").trim();
      if (name === "") return;
      const [, data, type] = /^(data\.)?([a-z][a-z0-9_]*)$/.exec(name) ?? [];
      if (!type) {
        throw new Refusal(
          `bindings/resources.txt:${index + 1}: "${name}" is no resource type: write one such as google_storage_bucket, or data.google_project.`,
        );
      }
      const list = data ? dataSources : resources;
      if (!list.some((known) => known.type === type)) list.push({ type, line: index + 1 });
    });
  return { resources, dataSources };
}

function pick(schemas, wanted, kind, version) {
  return Object.fromEntries(
    wanted.map(({ type, line }) => {
      if (!(type in schemas)) {
        throw new Refusal(
          `bindings/resources.txt:${line}: ${PROVIDER} ${version} has no ${kind} ${type}: correct the name or remove the line.`,
        );
      }
      return [type, { version: schemas[type].version, block: plainBlock(schemas[type].block) }];
    }),
  );
}

// The shipped schema says more than Terraform's own format; the generator is given only the latter.
const ATTRIBUTE_KEYS = ["type", "nested_type", "description", "required", "optional", "computed", "sensitive", "write_only", "deprecated"];
const BLOCK_KEYS = ["nesting_mode", "min_items", "max_items"];

function keep(keys, from) {
  return Object.fromEntries(keys.filter((key) => key in from).map((key) => [key, from[key]]));
}

function plainBlock(block) {
  const attributes = Object.entries(block.attributes ?? {}).map(([name, attribute]) => [
    name,
    keep(ATTRIBUTE_KEYS, attribute),
  ]);
  const blocks = Object.entries(block.block_types ?? {}).map(([name, type]) => [
    name,
    { ...keep(BLOCK_KEYS, type), block: plainBlock(type.block) },
  ]);
  return { attributes: Object.fromEntries(attributes), block_types: Object.fromEntries(blocks) };
}

function cutSchema() {
  const { resources, dataSources } = readWanted();
  const whole = JSON.parse(zlib.gunzipSync(fs.readFileSync(inputs.schema)).toString("utf8"));
  const google = whole.provider_schemas[PROVIDER_SOURCE];
  const version = whole.provider_versions[PROVIDER_SOURCE];
  return {
    format_version: whole.format_version,
    provider_versions: whole.provider_versions,
    provider_schemas: {
      [PROVIDER_SOURCE]: {
        provider: { version: google.provider.version, block: plainBlock(google.provider.block) },
        resource_schemas: pick(google.resource_schemas, resources, "resource type", version),
        data_source_schemas: pick(google.data_source_schemas, dataSources, "data source", version),
      },
    },
  };
}

/** Writes the provider as a jsii package, named and laid out like the published one. */
async function writeTypeScript(schema, directory) {
  const providerVersion = schema.provider_versions[PROVIDER_SOURCE];
  // The generator asks the terraform on the PATH for its version while it loads and has no use for it.
  process.env.TERRAFORM_BINARY_NAME = "true";
  process.env.CHECKPOINT_DISABLE = "1";
  const require = createRequire(inputs.manifest);
  const { CodeMaker, TerraformProviderGenerator, TerraformProviderConstraint } = require(
    `${engine.scope}/provider-generator`,
  );
  const { ConstructsMakerProviderTarget, LANGUAGES } = require(`${engine.scope}/commons`);
  const code = new CodeMaker();
  const constraint = new TerraformProviderConstraint(`${PROVIDER}@${providerVersion}`);
  new TerraformProviderGenerator(code, schema).generate(
    new ConstructsMakerProviderTarget(constraint, LANGUAGES[0]),
  );
  const staging = path.join(directory, "generated");
  await code.save(staging);
  fs.renameSync(path.join(staging, "providers", PROVIDER), path.join(directory, "src"));
  fs.rmSync(path.join(directory, "src", "lazy-index.ts"));
  fs.rmSync(staging, { recursive: true });

  const version = (name) => require(`${name}/package.json`).version;
  const exact = { [engine.core]: version(engine.core), constructs: version("constructs") };
  const manifest = {
    name: `@cdktf/provider-${PROVIDER}`,
    description: `Typed constructs for the Terraform provider ${PROVIDER} ${providerVersion}`,
    version: providerVersion,
    author: { name: "Tollgate", organization: true },
    license: "MPL-2.0",
    repository: { type: "git", url: "https://github.com/hashicorp/terraform-provider-google" },
    main: "lib/index.js",
    types: "lib/index.d.ts",
    files: ["lib/**/*.js", ".jsii"],
    dependencies: exact,
    peerDependencies: exact,
    jsii: {
      outdir: "dist",
      targets: {
        java: {
          package: `${JAVA_PACKAGE}.providers.${PROVIDER}`,
          maven: { groupId: "com.hashicorp", artifactId: `cdktf-provider-${PROVIDER}` },
        },
      },
      tsc: { rootDir: "src", outDir: "lib" },
    },
  };
  fs.writeFileSync(path.join(directory, "package.json"), JSON.stringify(manifest, null, 2));
}

function pacmak(packageDirectory, outputDirectory, what) {
  const program = path.join(modules, "jsii-pacmak", "bin", "jsii-pacmak");
  const args = ["--targets", "java", "--code-only", "--no-npmignore", "-o", outputDirectory];
  return run(process.execPath, [program, ...args, packageDirectory], root, what);
}

function listFiles(directory) {
  if (!fs.existsSync(directory)) return [];
  return fs
    .readdirSync(directory, { withFileTypes: true })
    .flatMap((entry) =>
      entry.isDirectory()
        ? listFiles(path.join(directory, entry.name)).map((file) => path.join(entry.name, file))
        : [entry.name],
    );
}

/**
 * Makes `to` hold exactly the files of `from`. Files that stay the same keep their time, so that the compiler
 * passes them by. Returns whether a file went away.
 */
function mirror(from, to) {
  const fresh = listFiles(from);
  const gone = listFiles(to).filter((file) => !fresh.includes(file));
  for (const file of gone) fs.rmSync(path.join(to, file));
  for (const file of fresh) {
    const content = fs.readFileSync(path.join(from, file));
    const target = path.join(to, file);
    if (fs.existsSync(target) && fs.readFileSync(target).equals(content)) continue;
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, content);
  }
  return gone.length > 0;
}

/** One part of the bindings ("core" or "provider"): made by `make` into a work directory, then mirrored. */
async function part(name, stampValue, make) {
  const stamp = path.join(out, `${name}.stamp`);
  if (holds(stamp, stampValue)) return;
  const work = path.join(out, "work", name);
  fs.rmSync(work, { recursive: true, force: true });
  fs.mkdirSync(work, { recursive: true });
  fs.rmSync(stamp, { force: true });
  await make(work);
  const generated = path.join(work, "dist", "java", "src", "main");
  const shrunk = mirror(path.join(generated, "java"), path.join(out, "java", name));
  mirror(path.join(generated, "resources"), path.join(out, "resources", name));
  // A class whose source went away would stay on the class path.
  if (shrunk) fs.rmSync(path.join(root, "target", "classes", "com", "hashicorp"), { recursive: true, force: true });
  fs.rmSync(work, { recursive: true });
  fs.writeFileSync(stamp, stampValue);
}

function makeCore(work) {
  return pacmak(path.join(modules, engine.core), path.join(work, "dist"), `jsii-pacmak for ${engine.core}`);
}

/** Whether jsii finds its way: it compares paths with what TypeScript writes of them, escaped. */
function isPlain(directory) {
  return /^[ -~]*$/.test(fs.realpathSync(directory));
}

/** Where jsii can compile: the work directory, or one of its own with copies of what the provider refers to. */
function placeFor(work) {
  if (isPlain(work)) {
    fs.symlinkSync(modules, path.join(work, "node_modules"), "dir");
    return work;
  }
  const place = fs.mkdtempSync(path.join(os.tmpdir(), "tollgate-bindings-"));
  if (!isPlain(place)) {
    fs.rmdirSync(place);
    throw new Refusal(
      `jsii compiles nothing below ${place}, for it has more than ASCII in it, as has ${root}: set TMPDIR to a directory without.`,
    );
  }
  for (const name of [engine.core, "constructs"]) {
    fs.cpSync(path.join(modules, name), path.join(place, "node_modules", name), { recursive: true });
  }
  return place;
}

async function makeProvider(schema, work) {
  const place = placeFor(work);
  try {
    await writeTypeScript(schema, place);
    const jsii = path.join(modules, "jsii", "bin", "jsii");
    await run(process.execPath, [jsii, "--silence-warnings", "reserved-word"], place, "jsii");
    await pacmak(place, path.join(work, "dist"), `jsii-pacmak for ${PROVIDER}`);
  } finally {
    if (place !== work) fs.rmSync(place, { recursive: true, force: true });
  }
}

/** What was made for one engine is of no use to the other, compiled or not. */
function startOver() {
  const stamp = path.join(out, "engine");
  const before = fs.existsSync(stamp) ? fs.readFileSync(stamp, "utf8") : "cdktf";
  if (before !== engineName) {
    fs.rmSync(out, { recursive: true, force: true });
    for (const classes of ["classes", "test-classes"]) {
      fs.rmSync(path.join(root, "target", classes), { recursive: true, force: true });
    }
  }
  fs.mkdirSync(out, { recursive: true });
  fs.writeFileSync(stamp, engineName);
}

async function main() {
  checkNode();
  if (!Object.hasOwn(ENGINES, engineName)) {
    throw new Refusal(
      `"${engineName}" is no engine: choose -Dengine=${Object.keys(ENGINES).join(" or -Dengine=")}.`,
    );
  }
  for (const file of Object.values(inputs)) {
    if (!fs.existsSync(file)) {
      throw new Refusal(`${path.relative(root, file)} is missing: restore it from version control.`);
    }
  }
  const coreStamp = digest(inputs.script, inputs.manifest, inputs.lock);
  const providerStamp = digest(...Object.values(inputs));
  const fresh = (name, value) => holds(path.join(out, `${name}.stamp`), value);
  if (fresh("core", coreStamp) && fresh("provider", providerStamp)) return;
  const schema = cutSchema();
  startOver();
  await installTools();
  const { resource_schemas, data_source_schemas } = schema.provider_schemas[PROVIDER_SOURCE];
  const count = Object.keys(resource_schemas).length + Object.keys(data_source_schemas).length;
  const version = schema.provider_versions[PROVIDER_SOURCE];
  say(
    `generating typed Java for ${count} types of ${PROVIDER} ${version} and the core of ${engineName} (about 20 s, only when they change) …`,
  );
  const results = await Promise.allSettled([
    part("core", coreStamp, makeCore),
    part("provider", providerStamp, (work) => makeProvider(schema, work)),
  ]);
  for (const result of results) if (result.status === "rejected") throw result.reason;
  say("done; javac compiles them next (about 20 s).");
}

main().catch((error) => {
  say(error instanceof Refusal ? error.message : error.stack);
  process.exitCode = 1;
});
