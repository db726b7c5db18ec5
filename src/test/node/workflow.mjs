// Runs the jobs of one workflow on this machine: `run:` steps as they are written, in a clone for each job; of `uses:`
// steps what this project needs of them. Whatever it does not know ends it, so that no step is skipped unseen.
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export class Runner {
  /**
   * @param home the checkout that holds the workflows and the built launcher
   * @param scratch an empty directory
   * @param github the context of that name; `event` is in it
   * @param remote what the fake gh answers and is told
   */
  constructor({ home, scratch, github, remote, edit }) {
    Object.assign(this, { home, scratch, github, remote, edit: edit ?? (() => {}) });
    this.log = [];
    mkdirSync(scratch, { recursive: true });
    mkdirSync(this.artifacts(github.run_id), { recursive: true });
  }

  artifacts(run) {
    return join(this.remote, 'artifacts', String(run));
  }

  /** Runs a reusable workflow; gives the result and the outputs of each job. */
  call(file, given, secrets = {}) {
    const workflow = parse(readFileSync(join(this.home, '.github/workflows', file), 'utf8'));
    const declared = workflow.on.workflow_call.inputs;
    for (const name of Object.keys(secrets)) if (!(name in (workflow.on.workflow_call.secrets ?? {}))) throw new Error(`${file} has no secret ${name}`);
    for (const name of Object.keys(given)) if (!(name in declared)) throw new Error(`${file} has no input ${name}`);
    const inputs = Object.fromEntries(Object.entries(declared).map(([name, input]) => [name, given[name] ?? input.default]));
    const needs = {};
    for (const [id, job] of Object.entries(workflow.jobs)) {
      const wanted = [job.needs ?? []].flat();
      const failed = wanted.some(need => needs[need].result !== 'success');
      const context = { inputs, secrets, github: this.github, needs, status: { failed } };
      if (!condition(job.if, context)) {
        needs[id] = { result: 'skipped', outputs: {} };
        continue;
      }
      needs[id] = this.job(id, job, context);
    }
    return needs;
  }

  job(id, job, { inputs, secrets, github, needs }) {
    const workspace = join(this.scratch, id + '-' + Math.random().toString(36).slice(2, 8));
    mkdirSync(workspace);
    const context = { inputs, secrets, github, needs, steps: {}, env: {}, status: { failed: false } };
    for (const [name, value] of Object.entries(job.env ?? {})) context.env[name] = expanded(value, context);
    let exit = 0;
    for (const step of job.steps) {
      const title = step.name ?? step.uses;
      if (!condition(step.if, context)) { this.log.push(`${id}: ${title}: skipped`); continue; }
      const code = step.run ? this.run(step, context, workspace, id) : this.uses(step, context, workspace);
      this.log.push(`${id}: ${title}: ${code === 0 ? 'done' : 'exit ' + code}`);
      if (code !== 0) { exit = exit || code; context.status.failed = true; }
    }
    const outputs = Object.fromEntries(Object.entries(job.outputs ?? {}).map(([name, value]) => [name, expanded(value, context)]));
    return { result: exit === 0 ? 'success' : 'failure', exit, outputs, workspace };
  }

  run(step, context, workspace, id) {
    const files = join(workspace, '..', `${id}-files-${Math.random().toString(36).slice(2, 8)}`);
    mkdirSync(files);
    const env = { ...context.env };
    for (const [name, value] of Object.entries(step.env ?? {})) env[name] = expanded(value, context);
    const script = expanded(step.run, { none: true });
    const { CI, GITHUB_TOKEN, GH_TOKEN, ...outer } = process.env;
    const done = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
      cwd: workspace,
      encoding: 'utf8',
      input: '',
      env: {
        ...outer, CI: 'true', GITHUB_OUTPUT: join(files, 'output'), GITHUB_STEP_SUMMARY: join(files, 'summary'),
        GITHUB_SERVER_URL: 'https://forge.example', GITHUB_REPOSITORY: this.github.repository, GITHUB_ACTOR: 'ada',
        PATH: join(this.home, 'src/test/node/bin') + ':' + process.env.PATH, FAKE_GH: this.remote, ...env,
      },
    });
    const text = done.stdout + done.stderr;
    appendFileSync(join(this.scratch, 'log.txt'), `== ${id}: ${step.name}\n${text}`);
    context.text = (context.text ?? '') + text;
    if (existsSync(join(files, 'summary'))) this.summary = readFileSync(join(files, 'summary'), 'utf8');
    if (step.id) {
      const outputs = {};
      if (existsSync(join(files, 'output'))) {
        for (const line of readFileSync(join(files, 'output'), 'utf8').split('\n').filter(Boolean)) {
          outputs[line.slice(0, line.indexOf('='))] = line.slice(line.indexOf('=') + 1);
        }
      }
      context.steps[step.id] = { outputs };
    }
    return done.status ?? 1;
  }

  uses(step, context, workspace) {
    const [action, ref] = step.uses.split('@');
    if (!/^[0-9a-f]{40}$/.test(ref)) throw new Error(`${step.uses} is not pinned`);
    const given = Object.fromEntries(Object.entries(step.with ?? {}).map(([name, value]) => [name, expanded(String(value), context)]));
    switch (action) {
      case 'actions/checkout':
        this.checkout(given.path ? join(workspace, given.path) : workspace);
        return 0;
      case 'actions/setup-java': case 'actions/setup-node': case 'hashicorp/setup-terraform':
        return 0; // this machine has them
      case 'google-github-actions/auth':
        this.identity = given.service_account;
        return 0;
      case 'actions/upload-artifact': {
        const from = join(workspace, given.path);
        if (!existsSync(from)) return 1;
        const to = join(this.artifacts(this.github.run_id), given.name);
        rmSync(to, { recursive: true, force: true });
        cpSync(from, to, { recursive: true, filter: source => !/\/\.[^/]*$/.test(source) });
        return 0;
      }
      case 'actions/download-artifact': {
        const from = join(this.artifacts(given['run-id'] ?? this.github.run_id), given.name);
        if (!existsSync(from)) return 1;
        cpSync(from, join(workspace, given.path), { recursive: true });
        return 0;
      }
      case 'github/codeql-action/upload-sarif':
        this.sarif = JSON.parse(readFileSync(join(workspace, given.sarif_file), 'utf8'));
        return 0;
      default:
        throw new Error(`nothing is known of ${action}`);
    }
  }

  /** The committed files, with this checkout's launcher, which is built already. */
  checkout(to) {
    execFileSync('git', ['clone', '--quiet', '--local', this.home, to]);
    rmSync(join(to, 'tollgate'));
    symlinkSync(join(this.home, 'tollgate'), join(to, 'tollgate'));
    this.edit(to);
  }
}

function condition(text, context) {
  if (text === undefined) return !context.status.failed;
  const inner = String(text).replace(/^\s*\$\{\{(.*)\}\}\s*$/s, '$1');
  const value = evaluated(inner, context);
  return Boolean(value) && (/\b(always|cancelled|failure)\s*\(/.test(inner) || !context.status.failed);
}

function expanded(text, context) {
  return String(text).replace(/\$\{\{(.*?)\}\}/gs, (all, expression) => {
    if (context.none) throw new Error(`an expression inside a script is an injection waiting to happen: ${all}`);
    const value = evaluated(expression, context);
    return value === undefined || value === null ? '' : String(value);
  });
}

/** The part of GitHub's expressions that these workflows use; anything else is an error. */
function evaluated(expression, context) {
  const functions = {
    always: () => true, cancelled: () => false, failure: () => context.status.failed,
    format: (pattern, ...values) => pattern.replace(/\{(\d+)\}/g, (all, i) => values[i]),
  };
  const script = expression.replace(/'(?:[^']|'')*'|[A-Za-z_][\w.-]*(\s*\()?/g, part => {
    if (part.startsWith("'")) return JSON.stringify(part.slice(1, -1).replaceAll("''", "'"));
    if (part.endsWith('(')) return `f.${part.slice(0, -1).trim()}(`;
    if (part === 'true' || part === 'false') return part;
    return `get(${JSON.stringify(part)})`;
  });
  const get = path => {
    const [head, ...rest] = path.split('.');
    if (!(head in { inputs: 0, secrets: 0, github: 0, needs: 0, steps: 0, env: 0 })) throw new Error(`unknown context in ${path}`);
    if (path === 'github.token') return 'a-token';
    return rest.reduce((at, name) => at?.[name], context[head]) ?? '';
  };
  return new Function('get', 'f', `"use strict"; return (${script});`)(get, functions);
}
