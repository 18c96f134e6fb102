// Sidecars as other programs write them: regions and properties that are none of Kindred's, in the form of each program.

const RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"';
const REGIONS = `xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/"
   xmlns:stArea="http://ns.adobe.com/xmp/sType/Area#" xmlns:stDim="http://ns.adobe.com/xap/1.0/sType/Dimensions#"`;
const SIZE = { width: 900, height: 600 };

/** Left, top, width, height in shares. */
type Box = readonly [number, number, number, number];

/** Nothing in them is about the face at `free`; where they name one, it is called Ada, at `ada`. */
export const FOREIGN_PLACES = { ada: [0.1, 0.2, 0.1, 0.15], free: [0.6, 0.2, 0.1, 0.15] } as const;

const { ada } = FOREIGN_PLACES;
const middle = ([x, y, w, h]: Box) => [x + w / 2, y + h / 2, w, h] as const;
const [X, Y, W, H] = middle(ada);

export const FOREIGN_SIDECARS: Readonly<Record<string, string>> = {
  // Attributes, structures in nested descriptions, a region that is turned, line ends of Windows.
  lightroom:
    `<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Adobe XMP Core 7.0-c000 1.000000, 0000/00/00-00:00:00        ">
 <rdf:RDF ${RDF}>
  <rdf:Description rdf:about=""
    xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"
    xmlns:lr="http://ns.adobe.com/lightroom/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
    ${REGIONS}
   xmp:Rating="4"
   xmp:Label="R&amp;D > &quot;A&quot;"
   crs:Exposure2012="+0.35">
   <dc:subject><rdf:Bag><rdf:li>Ada</rdf:li><rdf:li>Zürich</rdf:li></rdf:Bag></dc:subject>
   <lr:hierarchicalSubject><rdf:Bag><rdf:li>People|Ada</rdf:li></rdf:Bag></lr:hierarchicalSubject>
   <mwg-rs:Regions rdf:parseType="Resource">
    <mwg-rs:AppliedToDimensions stDim:w="${SIZE.width}" stDim:h="${SIZE.height}" stDim:unit="pixel"/>
    <mwg-rs:RegionList>
     <rdf:Bag>
      <rdf:li>
       <rdf:Description
        mwg-rs:Rotation="0.05000"
        mwg-rs:Name="Ada"
        mwg-rs:Type="Face">
       <mwg-rs:Area
        stArea:h="${H}" stArea:w="${W}" stArea:x="${X}" stArea:y="${Y}"/>
       </rdf:Description>
      </rdf:li>
     </rdf:Bag>
    </mwg-rs:RegionList>
   </mwg-rs:Regions>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
`.replaceAll('\n', '\r\n'),
  // Both lists, its own tags, a pet, and an unnamed face at the end.
  digikam: `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 4.4.0-Exiv2">
 <rdf:RDF ${RDF}>
  <rdf:Description rdf:about=""
    xmlns:digiKam="http://www.digikam.org/ns/1.0/"
    xmlns:MP="http://ns.microsoft.com/photo/1.2/"
    xmlns:MPRI="http://ns.microsoft.com/photo/1.2/t/RegionInfo#"
    xmlns:MPReg="http://ns.microsoft.com/photo/1.2/t/Region#"
    ${REGIONS}
   digiKam:ColorLabel="3">
   <digiKam:TagsList><rdf:Seq><rdf:li>People/Ada</rdf:li></rdf:Seq></digiKam:TagsList>
   <MP:RegionInfo rdf:parseType="Resource">
    <MPRI:Regions>
     <rdf:Bag>
      <rdf:li
       MPReg:PersonDisplayName="Ada"
       MPReg:Rectangle="${ada.join(', ')}"/>
     </rdf:Bag>
    </MPRI:Regions>
   </MP:RegionInfo>
   <mwg-rs:Regions rdf:parseType="Resource">
    <mwg-rs:RegionList>
     <rdf:Bag>
      <rdf:li rdf:parseType="Resource">
       <mwg-rs:Name>Ada</mwg-rs:Name>
       <mwg-rs:Type>Face</mwg-rs:Type>
       <mwg-rs:Area stArea:x="${X}" stArea:y="${Y}" stArea:w="${W}" stArea:h="${H}" stArea:unit="normalized"/>
      </rdf:li>
      <rdf:li rdf:parseType="Resource">
       <mwg-rs:Name>Rex</mwg-rs:Name>
       <mwg-rs:Type>Pet</mwg-rs:Type>
       <mwg-rs:Area stArea:x="0.5" stArea:y="0.9" stArea:w="0.1" stArea:h="0.1" stArea:unit="normalized"/>
      </rdf:li>
      <rdf:li rdf:parseType="Resource">
       <mwg-rs:Type>Face</mwg-rs:Type>
       <mwg-rs:Area stArea:x="0.9" stArea:y="0.5" stArea:w="0.1" stArea:h="0.1" stArea:unit="normalized"/>
      </rdf:li>
     </rdf:Bag>
    </mwg-rs:RegionList>
   </mwg-rs:Regions>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`,
  // No regions at all; history with data of its own, a declaration, a comment, indentation by one.
  darktable: `<?xml version="1.0" encoding="UTF-8"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 4.4.0-Exiv2">
 <!-- written by hand -->
 <rdf:RDF ${RDF}>
  <rdf:Description rdf:about=""
    xmlns:darktable="http://darktable.sf.net/"
    xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
   xmpMM:DerivedFrom="IMG_1.CR2"
   darktable:xmp_version="5"
   darktable:history_end="2">
   <darktable:history>
    <rdf:Seq>
     <rdf:li
      darktable:num="0"
      darktable:operation="exposure"
      darktable:enabled="1"
      darktable:params="gz03eJxjYGBgYAFiCQYYOOHEgAZY0QWAgBmIAQCTGwG0"/>
     <rdf:li darktable:num="1" darktable:operation="flip"/>
    </rdf:Seq>
   </darktable:history>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
`,
  // A description a namespace, single quotation marks, another prefix for regions, people without boxes.
  exiftool: `<?xpacket begin='\uFEFF' id='W5M0MpCehiHzreSzNTczkc9d'?>
<x:xmpmeta xmlns:x='adobe:ns:meta/' x:xmptk='Image::ExifTool 13.58'>
<rdf:RDF ${RDF.replaceAll('"', "'")}>

 <rdf:Description rdf:about='uuid:faf5bdd5'
  xmlns:Iptc4xmpExt='http://iptc.org/std/Iptc4xmpExt/2008-02-29/'>
  <Iptc4xmpExt:PersonInImage>
   <rdf:Bag>
    <rdf:li>Ada</rdf:li>
   </rdf:Bag>
  </Iptc4xmpExt:PersonInImage>
 </rdf:Description>

 <rdf:Description rdf:about='uuid:faf5bdd5'
  xmlns:r='http://www.metadataworkinggroup.com/schemas/regions/' xmlns:a='http://ns.adobe.com/xmp/sType/Area#'>
  <r:Regions rdf:parseType='Resource'>
   <r:RegionList>
    <rdf:Bag>
     <rdf:li rdf:parseType='Resource'>
      <r:Area rdf:parseType='Resource'>
       <a:x>${X}</a:x>
       <a:y>${Y}</a:y>
       <a:w>${W}</a:w>
       <a:h>${H}</a:h>
       <a:unit>normalized</a:unit>
      </r:Area>
      <r:Name>Ada</r:Name>
      <r:Type>Face</r:Type>
     </rdf:li>
    </rdf:Bag>
   </r:RegionList>
  </r:Regions>
 </rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end='w'?>`,
  // Nothing in it.
  empty: `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF ${RDF}></rdf:RDF></x:xmpmeta>`,
};
