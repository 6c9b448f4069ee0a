import { familyName } from './model-family.js';

/**
 * @typedef {object} Attachment
 * @property {string} name
 * @property {string} type A media type.
 * @property {string} data In Base64.
 */

const IMAGES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];
const PDF = 'application/pdf';

/** The gateway accepts bodies of 6 MB, and Base64 makes a third more of a file. */
const LARGEST = 4_000_000;

/** Pixels on the longer side. Models scale larger images down; until then they only cost. */
const LONGEST_SIDE = 2048;

/** The models that take images in their own format. Claude's and Nova's are asked in theirs, others in OpenAI's. */
const TAKING_IMAGES =
  /^(?:anthropic\.claude-(?!v\d|instant|3-5-haiku)|amazon\.nova-(?:lite|pro|premier|2-)|mistral\.(?:pixtral|mistral-large-3|ministral-3|magistral-small)|qwen\.qwen3-vl|google\.gemma-3)/;
const TAKING_PDF = /^anthropic\.claude-(?!v\d|instant|3-(?:haiku|sonnet|opus)|3-5-haiku)/;

/** The media types of what a model takes besides text. @param {string} modelId */
export function typesFor(modelId) {
  const name = familyName(modelId);
  return [...(TAKING_IMAGES.test(name) ? IMAGES : []), ...(TAKING_PDF.test(name) ? [PDF] : [])];
}

/** @param {{ type: string }} attachment */
export const isImage = ({ type }) => IMAGES.includes(type);

/**
 * @param {File} file
 * @param {string} modelId
 * @returns {Promise<Attachment>} rejects with a sentence for the user
 */
export async function attachmentOf(file, modelId) {
  const types = typesFor(modelId);
  if (types.length === 0) throw new Error('This model takes text only. Choose another one to attach files.');
  if (!types.includes(file.type)) {
    throw new Error(`${file.name} cannot be attached: this model takes ${types.map(shortName).join(', ')}.`);
  }
  const content = file.type === PDF ? file : await scaledDown(file);
  if (content.size > LARGEST) throw new Error(`${file.name} is larger than ${LARGEST / 1e6} MB.`);
  return { name: file.name, type: content.type, data: base64Of(new Uint8Array(await content.arrayBuffer())) };
}

/** @param {string} type */
const shortName = type => (type === PDF ? 'PDF' : type.replace('image/', '').toUpperCase());

/** @param {Blob} file @returns {Promise<Blob>} */
async function scaledDown(file) {
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new Error('The image cannot be read.');
  });
  const scale = LONGEST_SIDE / Math.max(bitmap.width, bitmap.height);
  if (scale >= 1) return file;
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const type = file.type === 'image/png' ? 'image/png' : 'image/jpeg';
  return new Promise(resolve => canvas.toBlob(blob => resolve(blob ?? file), type, 0.9));
}

/** @param {Uint8Array} bytes */
function base64Of(bytes) {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}
