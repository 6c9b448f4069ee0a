/// The synthesized templates, as CloudFormation would read them.
///
/// In: a cloud assembly (`cdk.out`). Out: a [Deployment]: every declared [Resource] of every stack
/// with its intrinsic functions resolved, and the asset files.
///
/// 1. A resource that the template does not declare does not exist, because a mistake in the
///    template must show here too.
/// 2. A resource type or property that is not supported is refused by name at the start, because
///    ignoring it would look like support. Only those without an effect at run time are ignored
///    ([SupportedTypes]).
/// 3. Stacks are read together, so that `Fn::ImportValue` finds what another stack exports.
/// 4. Physical names are derived from stack and logical id, so that two starts give the same names.
///
/// Out of scope: the behaviour of resources. Each package that brings resources up reads their
/// types itself.
@NullMarked
package dev.streambed.local.template;

import org.jspecify.annotations.NullMarked;
