// Runs the workflows for pull requests here, without GitHub and without an account, and says what happened.
// Usage: node simulate.mjs HOME SCRATCH; exits 1 when something is not as docs/pull-requests.md says.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Runner } from './workflow.mjs';

const [, , home, scratch] = process.argv;
const HEAD = 'a'.repeat(40), MERGED = 'b'.repeat(40);
let passed = 0;

function runner(name, { run = 1, fork = false, event = 'pull_request', remote = name, edit } = {}) {
  const directory = join(scratch, 'remote-' + remote);
  mkdirSync(directory, { recursive: true });
  if (!existsSync(join(directory, 'comments.json'))) writeFileSync(join(directory, 'comments.json'), '[]');
  return new Runner({
    home, scratch: join(scratch, name), remote: directory, edit,
    github: {
      run_id: run, repository: 'acme/data', sha: MERGED, event_name: event,
      event: event === 'pull_request' ? { pull_request: { number: 7, head: { repo: { fork } } } } : {},
    },
  });
}
const rewrite = (from, to) => directory => {
  const file = join(directory, 'tollgate.yaml');
  const text = readFileSync(file, 'utf8');
  assert(text.includes(from), from);
  writeFileSync(file, text.replace(from, to));
};
const comment = runner => JSON.parse(readFileSync(join(runner.remote, 'comments.json'), 'utf8'));
const calls = runner => readFileSync(join(runner.remote, 'calls.txt'), 'utf8').trim().split('\n');

function check(name, work) {
  try { work(); } catch (error) { console.error(`workflow-run: ${name}: FAILED\n${error.stack}`); process.exit(1); }
  passed++;
  console.log(`workflow-run: ${name}`);
}

check('a pull request is planned, commented on and may be merged', () => {
  const pull = runner('pull', { run: 11, remote: 'main' });
  const jobs = pull.call('tollgate-plan.yml', { ground: 'sandbox' });
  assert.deepEqual(results(jobs), { plan: 'success', tell: 'success', gate: 'success' }, log(pull));
  assert.equal(jobs.plan.outputs.verdict, '0');
  const [only] = comment(pull);
  assert.match(only.body, /^<!-- tollgate: tollgate.yaml -->\n<!-- tollgate plan -->\n### Tollgate: passed/);
  assert(only.body.length < 65536);
  assert.equal(pull.sarif.version, '2.1.0');
  assert(pull.sarif.runs[0].results.some(result => result.locations[0].physicalLocation?.artifactLocation.uri === 'src/main/java/stacks/LakeTables.java'));
  assert.deepEqual(readdirSync(join(pull.artifacts(11), 'tollgate-reports')).sort(),
    ['comment.md', 'junit.xml', 'plan.html', 'plan.json', 'plan.md', 'tollgate.sarif']);
  assert(readdirSync(join(pull.artifacts(11), 'tollgate-plans')).includes('lake.tfplan'));
});

check('the next push writes the same comment anew, and a denied plan holds the merge', () => {
  const pull = runner('again', { run: 12, remote: 'main', edit: rewrite('storage: gcs', 'storage: filestore') });
  const jobs = pull.call('tollgate-plan.yml', { ground: 'sandbox' });
  assert.deepEqual(results(jobs), { plan: 'success', tell: 'success', gate: 'failure' }, log(pull));
  assert.equal(jobs.gate.exit, 3);
  assert.equal(comment(pull).length, 1);
  assert.match(comment(pull)[0].body, /### Tollgate: stopped[\s\S]*`cost\/filestore`/);
  assert.equal(calls(pull).filter(call => call.startsWith('POST')).length, 1);
  assert.equal(calls(pull).filter(call => call.startsWith('PATCH')).length, 1);
  assert(!existsSync(join(pull.artifacts(12), 'tollgate-plans')), 'a denied plan is kept');
});

check('a fork gets a rehearsal in the sandbox: no identity, no comment, no plan to deploy', () => {
  const fork = runner('fork', { run: 13, fork: true });
  const jobs = fork.call('tollgate-plan.yml', { ground: 'cloud', 'service-account': 'plan@acme.example' });
  assert.deepEqual(results(jobs), { plan: 'success', tell: 'skipped', gate: 'success' }, log(fork));
  assert.equal(fork.identity, undefined);
  assert(!existsSync(join(fork.remote, 'calls.txt')));
  assert.deepEqual(readdirSync(fork.artifacts(13)), ['tollgate-reports']);
});

const soon = () => new Date(Date.now() + 20 * 864e5).toISOString().slice(0, 10);
const merged = (labels = [], run = 11) => {
  const remote = join(scratch, 'remote-main');
  writeFileSync(join(remote, 'pulls.json'), JSON.stringify([{ merged_at: 'now', merge_commit_sha: MERGED, head: { sha: HEAD }, labels: labels.map(name => ({ name })) }]));
  writeFileSync(join(remote, 'runs.json'), JSON.stringify({ workflow_runs: [
    { id: 666, head_repository: { full_name: 'mallory/data' } }, { id: run, head_repository: { full_name: 'acme/data' } }] }));
};

check('after the merge exactly those plans are approved and deployed', () => {
  merged(['tollgate:cost', 'tollgate:access', 'tollgate:destructive', 'tollgate:rm -rf', 'bug']);
  const push = runner('push', { run: 14, event: 'push', remote: 'main' });
  const jobs = push.call('tollgate-deploy.yml', { ground: 'sandbox' }, { 'approval-key': 'a-key-that-two-jobs-share-'.repeat(2) });
  assert.deepEqual(results(jobs), { find: 'success', approve: 'success', deploy: 'success' }, log(push));
  assert.deepEqual(jobs.find.outputs, { run: '11', kinds: 'access,cost,destructive' });
  assert.match(push.summary, /Tollgate: deployed[\s\S]*lake.buckets/);
  const approvals = join(push.artifacts(14), 'tollgate-approvals');
  const [approval, ...others] = readdirSync(approvals);
  assert.deepEqual(others, []);
  assert.match(readFileSync(join(approvals, approval), 'utf8'), /"signature" : "hmac-sha256:[0-9a-f]{64}"/);
});

check('when the merged settings are not those of the plan, nothing is approved', () => {
  const push = runner('moved', { run: 15, event: 'push', remote: 'main', edit: rewrite('expire_days: 30', 'expire_days: 31') });
  const jobs = push.call('tollgate-deploy.yml', { ground: 'sandbox' });
  assert.deepEqual(results(jobs), { find: 'success', approve: 'failure', deploy: 'skipped' }, log(push));
  assert.equal(jobs.approve.exit, 4, log(push));
});

check('a danger needs its label on the pull request', () => {
  const edits = [rewrite('monthly: 280 USD', 'monthly: 600 USD'), rewrite('storage: gcs', 'storage: filestore'), rewrite('waivers: []', `waivers:
  - {rule: cost/filestore, address: "google_filestore_instance.*", reason: "Mage wants a real file system", owner: ada@acme.example, expires: ${soon()}}`)];
  const edit = directory => edits.forEach(one => one(directory));
  const pull = runner('waived', { run: 21, remote: 'main', edit });
  assert.equal(pull.call('tollgate-plan.yml', { ground: 'sandbox' }).plan.outputs.verdict, '0', log(pull));
  assert.match(comment(pull)[0].body, /--approve cost/);
  merged([], 21);
  const without = runner('unlabelled', { run: 16, event: 'push', remote: 'main', edit });
  const jobs = without.call('tollgate-deploy.yml', { ground: 'sandbox' });
  assert.deepEqual(results(jobs), { find: 'success', approve: 'failure', deploy: 'skipped' }, log(without));
  assert.equal(jobs.approve.exit, 4, log(without));
  merged(['tollgate:cost'], 21);
  const labelled = runner('labelled', { run: 22, event: 'push', remote: 'main', edit });
  assert.equal(labelled.call('tollgate-deploy.yml', { ground: 'sandbox' }).approve.result, 'success', log(labelled));
});

check('a push without a merged pull request deploys nothing', () => {
  writeFileSync(join(scratch, 'remote-main', 'pulls.json'), '[]');
  const push = runner('direct', { run: 17, event: 'push', remote: 'main' });
  assert.deepEqual(results(push.call('tollgate-deploy.yml', { ground: 'sandbox' })), { find: 'failure', approve: 'skipped', deploy: 'skipped' });
});

check('at night nothing has drifted', () => {
  const night = runner('night', { run: 18, event: 'schedule' });
  assert.deepEqual(results(night.call('tollgate-drift.yml', { ground: 'sandbox' })), { drift: 'success' }, log(night));
});

check('the tool is taken by its commit only', () => {
  const pull = runner('tag', { run: 19 });
  const jobs = pull.call('tollgate-plan.yml', { ground: 'sandbox', 'tool-repository': 'acme/tollgate', 'tool-ref': 'v1' });
  assert.deepEqual([jobs.plan.result, jobs.plan.exit], ['failure', 2]);
  const other = runner('other', { run: 20 });
  const full = other.call('tollgate-plan.yml', { ground: 'sandbox', 'tool-repository': 'acme/tollgate', 'tool-ref': HEAD });
  assert.equal(full.plan.result, 'success', log(other));
});

console.log(`workflow-run: ${passed} passed, 0 failed`);

function results(jobs) {
  return Object.fromEntries(Object.entries(jobs).map(([id, job]) => [id, job.result]));
}
function log(runner) {
  return runner.log.join('\n') + '\n' + readFileSync(join(runner.scratch, 'log.txt'), 'utf8').slice(-6000);
}
