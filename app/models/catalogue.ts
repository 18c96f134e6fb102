// The large models that a person may ask for: what each is, and where its authors published it.

/** By `name` the program asks for a model, and stored embeddings say whose they are. */
export type LargeModel = ConvertedModel | PlainModel;

/** Published as weights, in the format of a training program: an ONNX file is made of them here. */
export interface ConvertedModel extends Described {
  name: 'facenet' | 'resnet50';
  form: 'weights';
  source: DownloadSource;
}

/** Published as the ONNX file that is run. It is not read before, so it is offered only with its checksum. */
export interface PlainModel extends Described {
  name: 'sface' | 'auraface';
  form: 'onnx';
  source: DownloadSource & { sha256: string };
}

interface Described {
  title: string;
  purpose: string;
  /** Numbers that describe a face. */
  dimensions: number;
  authors: string;
  licence: string;
  paper: string;
}

/** One file of a release. */
export interface DownloadSource {
  url: string;
  bytes: number;
  /** Null: it was not published; then the file's size and every tensor in it must be as they should. */
  sha256: string | null;
}

export const LARGE_MODELS: readonly LargeModel[] = [
  {
    name: 'facenet',
    form: 'weights',
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
    form: 'weights',
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
  {
    name: 'sface',
    form: 'onnx',
    title: 'SFace',
    purpose: "A network of OpenCV's collection that describes a face by 128 numbers.",
    dimensions: 128,
    source: {
      url: 'https://media.githubusercontent.com/media/opencv/opencv_zoo/47534e27c9851bb1128ccc0102f1145e27f23f98/models/face_recognition_sface/face_recognition_sface_2021dec.onnx',
      bytes: 38_696_353,
      // As ten unrelated projects state it, PhotoPrism among them; the name that Git LFS has for the file in that commit.
      sha256: '0ba9fbfa01b5270c96627c4ef784da859931e02f04419c829e83484087c34e79',
    },
    authors: 'Yaoyao Zhong and others (training), Chengrui Wang (OpenCV Zoo)',
    licence: 'Apache-2.0',
    paper: 'SFace: Sigmoid-Constrained Hypersphere Loss for Robust Face Recognition, 2021, arXiv:2205.12010',
  },
  {
    name: 'auraface',
    form: 'onnx',
    title: 'AuraFace',
    purpose: 'A deep network (ResNet-100): many times the work for every face.',
    dimensions: 512,
    source: {
      url: 'https://huggingface.co/fal/AuraFace-v1/resolve/af6d057c9b0ec4071d4c49c80e3539258798b609/glintr100.onnx',
      bytes: 260_694_151,
      // As nine unrelated projects state it, PhotoPrism and the age verification app of the European Union among them.
      sha256: 'a7933ea5330113b01c9b60351d8f4c33003f145d8470ac5f0e52ee2effe25c60',
    },
    authors: 'fal',
    licence: 'Apache-2.0',
    paper: 'ArcFace: Additive Angular Margin Loss for Deep Face Recognition, 2019, arXiv:1801.07698',
  },
];
