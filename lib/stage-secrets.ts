/** Keys that hold secrets by their name. */
const SECRET_KEY = /password|passwd|secret|token|api_?key|private_?key|credential|integration_?key/i;
/** Values that are secrets by their shape: AWS, Anthropic, Slack, GitHub, SendGrid keys, PEM, URLs with a password. */
const SECRET_VALUE =
  /^(AKIA|ASIA)[A-Z0-9]{16}$|^sk-|^xox[abprs]-|^gh[pousr]_|^SG\.|-----BEGIN|^\w+:\/\/[^/\s:]+:[^@\s]+@|^[A-Za-z0-9+/_-]{32,}={0,2}$/;

/** Paths (`alerts.token`) of what should not be in a plain file. */
export function plainSecrets(value: unknown, path: string[] = []): string[] {
  if (typeof value === 'string') return SECRET_VALUE.test(value) ? [path.join('.')] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = [...path, key];
    return SECRET_KEY.test(key) && inner !== 'off' ? [here.join('.')] : plainSecrets(inner, here);
  });
}
