package dev.streambed.local.iam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardTest {

  @ParameterizedTest
  @CsvSource({
    "abc, abc, true",
    "abc, abcd, false",
    "abcd, abc, false",
    "*, '', true",
    "*, anything:at/all, true",
    "a*c, ac, true",
    "a*c, abbbc, true",
    "a*c, abbb, false",
    "a*b*c, axbxbxc, true",
    "a?c, abc, true",
    "a?c, ac, false",
    "?, '', false",
    "**, x, true",
    "arn:aws:bedrock:*::foundation-model/m, arn:aws:bedrock:::foundation-model/m, true",
    "arn:aws:s3:::b/*, arn:aws:s3:::bucket/x, false",
    "'a.c', abc, false"
  })
  void matchesAsIamDoes(String pattern, String text, boolean expected) {
    assertThat(Wildcard.matches(pattern, text)).isEqualTo(expected);
  }
}
