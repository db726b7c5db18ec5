#!/usr/bin/env node
// Prints what 100, 1,000 and 3,000 resources in the sandbox take, as a ratio to what terraform needs by itself for as
// many terraform_data in the same run, and the sandbox's own share:
// node bench/sandbox.mjs [--local] [--alone] [--each] [COUNT…].
// As a rule the sandbox's resources are a synthesized stack, as tollgate and cdktf run it; with --local they are a
// configuration of one's own with a local state, as that of the terraform_data. With --alone there are no terraform_data,
// which take minutes from 3,000 on. With --each the five types are also taken one by one: what terraform itself needs for
// a resource goes by the size of its type. Linux only: it reads /proc.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(import.meta.url);
const home = path.dirname(path.dirname(script));
const LIMIT = 1.5;
const TICKS = 100; // per second, in /proc: the kernel's USER_HZ

/** Five types of the sample stacks, one after the other, so that no type's own cost decides. */
const SIMULATED = [
  ["google_storage_bucket", (n) => ({ name: `bench-${n}`, location: "EU", labels: { n: `${n}` } })],
  ["google_service_account", (n) => ({ account_id: `bench-${n}` })],
  ["google_project_iam_member", (n) => ({ project: "bench", role: "roles/viewer", member: `user:u${n}@example.com` })],
  ["google_bigquery_dataset", (n) => ({ dataset_id: `bench_${n}`, location: "EU" })],
  ["google_secret_manager_secret", (n) => ({ secret_id: `bench-${n}`, replication: [{ auto: [{}] }] })],
];

function configuration(count, kinds) {
  const resource = {};
  for (let n = 0; n < count; n++) {
    const [type, of] = kinds[n % kinds.length];
    (resource[type] ??= {})[`r${n}`] = of(n);
  }
  return { provider: { google: { project: "bench", region: "europe-west1" } }, resource };
}

/** Seconds of processor time: of this process's ended children, and of the sandbox's process. */
function processor(pid) {
  const stat = (of) => fs.readFileSync(`/proc/${of}/stat`, "utf8").replace(/^.*\) /s, "").split(" ").map(Number);
  const self = stat("self");
  const sandbox = stat(pid);
  return { terraform: (self[13] + self[14]) / TICKS, sandbox: (sandbox[11] + sandbox[12]) / TICKS };
}

/** How a user runs terraform without a sandbox: the variables are taken away that `sandbox exec` adds. */
const PLAIN = { file: "main.tf.json", terraform: process.env.BENCH_TERRAFORM, env: JSON.parse(process.env.BENCH_ENV ?? "{}") };
/** The sandbox's terraform, in a synthesized stack. */
const STACK = { file: "cdk.tf.json", terraform: process.env.TERRAFORM_BINARY_NAME, env: process.env };
/** The real one told of the sandbox. */
const LOCAL = { ...STACK, file: "main.tf.json", terraform: process.env.BENCH_TERRAFORM };

function step(directory, way, args, pid) {
  const before = processor(pid);
  const start = process.hrtime.bigint();
  const run = spawnSync(way.terraform, args, { cwd: directory, env: way.env, encoding: "utf8", maxBuffer: 1 << 28 });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (run.status !== 0) throw new Error(`terraform ${args.join(" ")} ended with ${run.status}:\n${run.stderr}`);
  const after = processor(pid);
  return { seconds, terraform: after.terraform - before.terraform, sandbox: after.sandbox - before.sandbox };
}

function cycle(directory, way, content, pid) {
  fs.mkdirSync(directory, { recursive: true });
  fs.writeFileSync(path.join(directory, way.file), JSON.stringify(content));
  step(directory, way, ["init", "-input=false"], pid);
  return {
    plan: step(directory, way, ["plan", "-input=false", "-out=plan"], pid),
    apply: step(directory, way, ["apply", "-input=false", "plan"], pid),
    "plan again": step(directory, way, ["plan", "-input=false", "-detailed-exitcode"], pid),
    destroy: step(directory, way, ["destroy", "-input=false", "-auto-approve"], pid),
  };
}

/** Runs within `tollgate sandbox exec`, whose process is the simulated provider's. */
function inside(scratch, counts, way, { alone, each }) {
  const pid = process.ppid;
  const built = [["terraform_data", (n) => ({ input: `bench-${n}` })]];
  cycle(path.join(scratch, "warm"), way, configuration(50, SIMULATED), pid);
  const cell = (number, digits) => (Number.isNaN(number) ? "" : number.toFixed(digits)).padStart(10);
  const nothing = { seconds: NaN, terraform: NaN, sandbox: NaN };
  console.log(
    `${os.cpus().length} processors; seconds; "share" is the sandbox's processor time per object in milliseconds\n` +
      "                                              terraform_data      google     ratio" +
      "       CPU of terraform: for data  for google    sandbox     ratio     share",
  );
  for (const count of counts) {
    const plain = alone ? {} : cycle(path.join(scratch, `plain-${count}`), PLAIN, plainly(configuration(count, built)), pid);
    const sets = { "five types": SIMULATED };
    if (each) for (const kind of SIMULATED) sets[kind[0]] = [kind];
    for (const [label, kinds] of Object.entries(sets)) {
      const google = cycle(path.join(scratch, `google-${count}-${label.replace(" ", "-")}`), way, configuration(count, kinds), pid);
      for (const name of Object.keys(google)) {
        const data = plain[name] ?? nothing;
        const ratio = google[name].seconds / data.seconds;
        const worked = (google[name].terraform + google[name].sandbox) / data.terraform;
        console.log(
          `${String(count).padStart(6)}  ${label.padEnd(30)}${name.padEnd(12)}${cell(data.seconds, 2)}  ${cell(google[name].seconds, 2)}` +
            `${cell(ratio, 2)}${count === 1000 && name !== "plan again" && ratio > LIMIT ? " OVER" : "     "}` +
            `  ${cell(data.terraform, 2).padStart(26)}  ${cell(google[name].terraform, 2)} ${cell(google[name].sandbox, 2)}` +
            `${cell(worked, 2)}${cell((google[name].sandbox / count) * 1000, 2)}`,
        );
      }
    }
  }
  const peak = /VmHWM:\s+(\d+) kB/.exec(fs.readFileSync(`/proc/${pid}/status`, "utf8"))[1] / 1024;
  console.log(`largest size of the JVM, synth included: ${peak.toFixed(0)} MB (limit 300)`);
}

/** Without a provider that terraform would have to install. */
function plainly({ resource }) {
  return { resource };
}

function outside(given) {
  const found = (process.env.PATH ?? "")
    .split(path.delimiter)
    .map((directory) => path.join(directory, "terraform"))
    .find((file) => fs.existsSync(file));
  if (!found) throw new Error("terraform is not on the PATH");
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "tollgate-bench-"));
  try {
    fs.copyFileSync(path.join(home, "tollgate.yaml"), path.join(scratch, "tollgate.yaml"));
    const run = spawnSync(
      path.join(home, "tollgate"),
      ["sandbox", "exec", "--", process.execPath, script, "--inside", scratch, ...given],
      { cwd: scratch, env: { ...process.env, BENCH_TERRAFORM: found, BENCH_ENV: JSON.stringify(process.env), NO_COLOR: "1" }, stdio: "inherit" },
    );
    process.exitCode = run.status ?? 1;
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

const given = process.argv.slice(2);
if (given[0] === "--inside") {
  const rest = given.slice(2);
  const counts = rest.filter((each) => !each.startsWith("--")).map(Number);
  const way = rest.includes("--local") ? LOCAL : STACK;
  inside(given[1], counts.length > 0 ? counts : [100, 1000, 3000], way, {
    alone: rest.includes("--alone"),
    each: rest.includes("--each"),
  });
} else {
  outside(given);
}
