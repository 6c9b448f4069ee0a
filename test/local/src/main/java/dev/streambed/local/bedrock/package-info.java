/// IAM's word for Bedrock.
///
/// In: which access key wants which action on which models and inference profiles. Out: the Bedrock
/// endpoint's decision.
///
/// 1. A call through an inference profile touches the profile and the model in every region that
///    the profile may send it to; each of them must be allowed, because AWS refuses the call
///    otherwise.
/// 2. For the models behind a profile the condition key `bedrock:InferenceProfileArn` holds the
///    profile, so that a policy may forbid the model's direct use.
///
/// Out of scope: which regions a profile reaches and what the models answer. `test/bedrock` owns
/// those.
@NullMarked
package dev.streambed.local.bedrock;

import org.jspecify.annotations.NullMarked;
