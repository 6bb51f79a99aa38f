package dev.imageclassifier.web.http.result;

import java.util.UUID;

/**
 * A picture whose outcome is not there yet.
 *
 * @param id the picture's id
 * @param status always {@code pending}
 * @param result address to ask at
 */
public record PendingResponse(String id, String status, String result) {
  public static PendingResponse of(UUID id) {
    return new PendingResponse(id.toString(), "pending", address(id));
  }

  public static String address(UUID id) {
    return "/results/" + id;
  }
}
