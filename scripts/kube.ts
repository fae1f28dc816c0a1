import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * `node scripts/kube.ts` builds a real Kubernetes API server, its controllers and etcd from Go's module proxy, and a
 * node that runs commands, for tests of labs (`test/kubernetes`). It takes some 15 minutes on two cores and happens
 * once: of what is there only our own program is built again, when its source has changed. Needs Go 1.24 or newer.
 * Without these programs the tests that need them say so and are skipped.
 */
export const KUBE_FOLDER = resolve('node_modules/.cache/atlas-kube');

const PROGRAMS = [
  { name: 'etcd', module: 'etcd', path: 'go.etcd.io/etcd/server/v3' },
  { name: 'kube-apiserver', module: 'apiserver', path: 'k8s.io/kubernetes/cmd/kube-apiserver' },
  {
    name: 'kube-controller-manager',
    module: 'apiserver',
    path: 'k8s.io/kubernetes/cmd/kube-controller-manager',
  },
  // Ours, on Kubernetes' own streams: a node as far as `kubectl exec` goes.
  { name: 'kubelet', module: 'kubelet', path: '.' },
] as const;

/** The folder with all programs; undefined when one is missing. */
export function kubePrograms(): string | undefined {
  return PROGRAMS.every(({ name }) => existsSync(join(KUBE_FOLDER, name))) ? KUBE_FOLDER : undefined;
}

async function build(): Promise<void> {
  for (const { name, module, path } of PROGRAMS) {
    const out = join(KUBE_FOLDER, name);
    if (existsSync(out) && !(path === '.' && isNewer(module, out))) {
      console.log(`${name.padEnd(24)} is there`);
      continue;
    }
    const work = join(KUBE_FOLDER, 'modules', module);
    mkdirSync(work, { recursive: true });
    // Go adds what it works out to go.mod: not to the one that is checked in.
    cpSync(join('test/kubernetes', module), work, { recursive: true });
    const began = performance.now();
    await go(work, ['build', '-mod=mod', '-trimpath', '-ldflags', '-s -w', '-o', out, path]);
    console.log(`${name.padEnd(24)} built in ${Math.round((performance.now() - began) / 1000)} s`);
  }
}

/** What was written since the program was built. */
function isNewer(module: string, program: string): boolean {
  const folder = join('test/kubernetes', module);
  const built = statSync(program).mtimeMs;
  return readdirSync(folder).some((name) => statSync(join(folder, name)).mtimeMs > built);
}

function go(cwd: string, args: string[]): Promise<void> {
  return new Promise((done, failed) => {
    const child = spawn('go', args, {
      cwd,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, CGO_ENABLED: '0' },
    });
    child.once('error', failed);
    child.once('close', (code) => (code === 0 ? done() : failed(new Error(`go ended with ${code}.`))));
  });
}

if (import.meta.main) await build();
