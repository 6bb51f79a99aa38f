package dev.imageclassifier.web.http;

import java.util.UUID;

/**
 * A picture whose outcome is not there yet.
 *
 * @param id the picture's id
 * @param status always {@code pending}
 * @param result address to ask at
 */
record Pending(String id, String status, String result) {
  static Pending of(UUID id) {
    return new Pending(id.toString(), "pending", address(id));
  }

  static String address(UUID id) {
    return "/results/" + id;
  }
}
