/** Bytes as base64, in the browser and on a phone. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  // A spread of all of them would be more arguments than a call may have.
  for (let i = 0; i < bytes.length; i += 8_192) text += String.fromCharCode(...bytes.subarray(i, i + 8_192));
  return btoa(text);
}

/** @throws DOMException for what is no base64 */
export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
