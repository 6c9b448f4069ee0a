/**
 * The model id without the geography of an inference profile (no provider's name is that short) and without the prefix
 * of an ARN.
 *
 * @param {string} modelId
 */
export const familyName = modelId =>
  modelId.replace(/^arn:.*\//, '').replace(/^([a-z]{2}(-[a-z]+)?|apac|global)\./, '');
