/// Embedding models. In: a request body of InvokeModel. Out: vectors in the format of the model's
/// family, or Bedrock's refusal ([dev.streambed.bedrock.embedding.EmbeddingResult]).
///
/// 1. Vectors follow from the text alone: equal texts have equal vectors, on every machine.
/// 2. Texts with common words are nearer to each other than others, so that a search among them
///    finds something sensible.
/// 3. Shapes are those of recorded answers, or of AWS's documentation where nobody recorded one.
///
/// Out of scope: what is in images, audio and video; asynchronous requests.
@NullMarked
package dev.streambed.bedrock.embedding;

import org.jspecify.annotations.NullMarked;
