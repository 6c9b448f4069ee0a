package dev.streambed.cdk.app;

import dev.streambed.cdk.JwtSettings;

/** The section {@code jwt}. */
final class JwtChoice {
  private JwtChoice() {}

  static JwtSettings read(Section section) {
    return new JwtSettings(
        required(section, "issuer"), required(section, "audience"), section.text("customerClaim"));
  }

  private static String required(Section section, String key) {
    return section.text(key).orElseThrow(() -> section.refusal("has both issuer and audience"));
  }
}
