/// The synthesized templates, as CloudFormation would read them.
///
/// In: a cloud assembly (`cdk.out`). Out: a [DeployedStack]: every declared [Resource] of every
/// stack with its intrinsic functions resolved, and the asset files.
///
/// 1. Nothing is made up: what the template does not declare does not exist, because a missing wire
///    must be missing here too.
/// 2. What cannot be brought up is refused by name at the start. Ignoring it would pass for
///    support. Only what has no effect at run time is ignored ([SupportedTypes]).
/// 3. Stacks are read together, so that `Fn::ImportValue` finds what another stack exports.
/// 4. Physical names are derived from stack and logical id, so that two starts give the same names.
///
/// Out of scope: what a resource does. The room that brings it up reads its own types.
@NullMarked
package dev.streambed.local.template;

import org.jspecify.annotations.NullMarked;
