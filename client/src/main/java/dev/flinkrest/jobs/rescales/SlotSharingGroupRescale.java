package dev.flinkrest.jobs.rescales;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.flinkrest.cluster.ResourceProfile;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a rescale does to the slots of one slot sharing group. {@code GET
 * /jobs/:jobid/rescales/details/:rescaleuuid}. Immutable and safe for use by many threads.
 *
 * @param slotSharingGroupId the group
 * @param slotSharingGroupName its name
 * @param requestResourceProfile what each slot is asked to have
 * @param desiredSlots how many slots are asked for; null if the server does not tell
 * @param minimalRequiredSlots how many slots would do; null if the server does not tell
 * @param preRescaleSlots how many slots there were; null if the job did not run
 * @param postRescaleSlots how many slots there are after; null as long as the job does not run
 * @param acquiredResourceProfile what each slot has; null as long as there are none
 */
public record SlotSharingGroupRescale(
        @JsonProperty("slotSharingGroupId") String slotSharingGroupId,
        @JsonProperty("slotSharingGroupName") String slotSharingGroupName,
        @JsonProperty("requestResourceProfile") @Nullable ResourceProfile requestResourceProfile,
        @JsonProperty("desiredSlots") @Nullable Integer desiredSlots,
        @JsonProperty("minimalRequiredSlots") @Nullable Integer minimalRequiredSlots,
        @JsonProperty("preRescaleSlots") @Nullable Integer preRescaleSlots,
        @JsonProperty("postRescaleSlots") @Nullable Integer postRescaleSlots,
        @JsonProperty("acquiredResourceProfile")
                @Nullable ResourceProfile acquiredResourceProfile) {}
