// A sidecar with regions as the Metadata Working Group has them, as digiKam and others write it beside a photo.

export interface SidecarRegion {
  name: string;
  /** Left, top, width, height in shares of the stored picture's sides. */
  box: readonly [number, number, number, number];
}

export function sidecarWith(regions: readonly SidecarRegion[], size: { width: number; height: number }): string {
  const items = regions.map(
    ({ name, box: [x, y, w, h] }) => `<rdf:li><rdf:Description mwg-rs:Name="${escaped(name)}" mwg-rs:Type="Face">
      <mwg-rs:Area stArea:x="${x + w / 2}" stArea:y="${y + h / 2}" stArea:w="${w}" stArea:h="${h}" stArea:unit="normalized"/>
    </rdf:Description></rdf:li>`,
  );
  return `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/"
    xmlns:stArea="http://ns.adobe.com/xmp/sType/Area#" xmlns:stDim="http://ns.adobe.com/xap/1.0/sType/Dimensions#">
    <mwg-rs:Regions rdf:parseType="Resource">
      <mwg-rs:AppliedToDimensions stDim:w="${size.width}" stDim:h="${size.height}" stDim:unit="pixel"/>
      <mwg-rs:RegionList><rdf:Bag>${items.join('')}</rdf:Bag></mwg-rs:RegionList>
    </mwg-rs:Regions>
  </rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;
}

function escaped(name: string): string {
  return name.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
