package dev.imageclassifier.web.http.result;

import java.util.UUID;

/**
 * The JSON body for an image that has no outcome yet.
 *
 * @param id the id of the image
 * @param status always {@code pending}
 * @param result the path of its result
 */
public record PendingResponse(String id, String status, String result) {
  public static PendingResponse of(UUID id) {
    return new PendingResponse(id.toString(), "pending", ResultEndpoint.PATH_PREFIX + id);
  }
}
