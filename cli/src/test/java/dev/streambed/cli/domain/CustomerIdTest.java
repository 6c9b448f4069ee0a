package dev.streambed.cli.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomerIdTest {

  @ParameterizedTest
  @CsvSource({
    "'Acme, Ltd.', acme-ltd",
    "'  ACME  ', acme",
    "'Müller & Söhne', muller-sohne",
    "'42', 42",
    "'-=x=-', x",
    "'a b c d e f g h i j k l m n o p q r s t u v w', a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p-q-r-s-t"
  })
  void makesAnIdOfAName(String name, String id) {
    assertThat(CustomerId.fromName(name)).contains(new CustomerId(id));
    assertThat(new CustomerId(id).isValidForNew()).isTrue();
  }

  @Test
  void makesNoneOfANameWithoutLettersOfAscii() {
    assertThat(CustomerId.fromName("東京")).isEmpty();
    assertThat(CustomerId.fromName("…")).isEmpty();
  }

  @Test
  void makesOnlyIdsThatKeysCanBeMadeOf() {
    assertThat(new CustomerId("a".repeat(64)).isValidForNew()).isTrue();
    assertThat(new CustomerId("a".repeat(65)).isValidForNew()).isFalse();
    for (String id : new String[] {"", "a#b", "a b", "-a", ".a", "ä", "a/b", "a\n"}) {
      assertThat(new CustomerId(id).isValidForNew()).as(id).isFalse();
    }
  }
}
