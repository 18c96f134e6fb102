// The large models that a person may ask for: what each is, and where its authors published it.

export interface LargeModel {
  /** By this name the program asks for it, and stored embeddings say whose they are. */
  name: 'facenet' | 'resnet50';
  title: string;
  purpose: string;
  /** Numbers that describe a face. */
  dimensions: number;
  source: Source;
  authors: string;
  licence: string;
  paper: string;
}

/** One file of a release. */
export interface Source {
  url: string;
  bytes: number;
  /** Null: it was not published; then the file's size and every tensor in it must be as they should. */
  sha256: string | null;
}

export const LARGE_NETWORKS: readonly LargeModel[] = [
  {
    name: 'facenet',
    title: 'FaceNet',
    purpose: 'A larger network for telling people apart: about four times the work for every face.',
    dimensions: 512,
    source: {
      url: 'https://github.com/timesler/facenet-pytorch/releases/download/v2.2.9/20180402-114759-vggface2.pt',
      bytes: 111_898_327,
      // As eight unrelated projects state it for this very address.
      sha256: '281cebca8662831adb987a874bdcb36e73f5b1c6dc5ee5878f305e985625d99b',
    },
    authors: 'David Sandberg (training), Tim Esler (facenet-pytorch)',
    licence: 'MIT',
    paper: 'FaceNet: A Unified Embedding for Face Recognition and Clustering, 2015, arXiv:1503.03832',
  },
  {
    name: 'resnet50',
    title: 'ResNet-50',
    purpose: 'The network of the VGGFace2 paper: about seven times the work for every face.',
    dimensions: 2048,
    source: {
      url: 'https://github.com/rcmalli/keras-vggface/releases/download/v2.0/rcmalli_vggface_tf_notop_resnet50.h5',
      bytes: 94_694_792,
      sha256: null,
    },
    authors: 'Qiong Cao and others (VGGFace2, University of Oxford), Refik Can Malli (keras-vggface)',
    licence: 'MIT (keras-vggface)',
    paper: 'VGGFace2: A dataset for recognising faces across pose and age, 2018, arXiv:1710.08092',
  },
];
