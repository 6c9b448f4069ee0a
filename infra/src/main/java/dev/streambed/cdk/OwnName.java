package dev.streambed.cdk;

import software.amazon.awscdk.Names;
import software.amazon.awscdk.UniqueResourceNameOptions;
import software.constructs.Construct;

/** Names that people read, for what AWS tells apart by its name alone. */
final class OwnName {
  private static final int LONGEST = 200;

  private OwnName() {}

  /**
   * A name made of the stack's, the construct's path in it and a hash of both, so that several
   * constructs in an account have different ones; letters, digits and hyphens.
   */
  static String of(Construct construct) {
    return Names.uniqueResourceName(
        construct,
        UniqueResourceNameOptions.builder()
            .separator("-")
            .allowedSpecialCharacters("-")
            .maxLength(LONGEST)
            .build());
  }
}
